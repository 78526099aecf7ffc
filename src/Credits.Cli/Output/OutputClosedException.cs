namespace Credits.Cli.Output;

/// <summary>Whoever read the output has gone, as <c>head</c> does: there is nobody left to tell anything.</summary>
internal sealed class OutputClosedException(Exception cause) : IOException("The output was closed.", cause);
