using System.Globalization;

namespace Credits.Cli.Simulate;

/// <summary>What commands have in common.</summary>
/// <param name="Line">The line's number.</param>
/// <param name="Kind">What is asked for.</param>
/// <param name="Wallet">The wallet.</param>
/// <param name="GivenOperation">The operation's id, where one is given.</param>
/// <param name="By">Who does it.</param>
internal readonly record struct CommandHead(long Line, OperationKind Kind, WalletId Wallet, string? GivenOperation, Actor By)
{
    private const string MadePrefix = "op-";
    private const int MadeDigits = 10;

    /// <summary>The operation's id, made of the line's number where none is given.</summary>
    public string Operation => GivenOperation ?? string.Create(CultureInfo.InvariantCulture, $"{MadePrefix}{Line:D10}");

    /// <summary>Whether an id looks like those that are made here.</summary>
    public static bool HasMadeForm(string operation) =>
        operation.Length == MadePrefix.Length + MadeDigits
        && operation.StartsWith(MadePrefix, StringComparison.Ordinal)
        && operation.AsSpan(MadePrefix.Length).IndexOfAnyExceptInRange('0', '9') < 0;
}
