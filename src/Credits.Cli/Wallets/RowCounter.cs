using System.Text;
using Credits.Cli.Output;

namespace Credits.Cli.Wallets;

/// <summary>Passes text on and counts the rows in it: the library writes each row, and the header, by one call.</summary>
internal sealed class RowCounter(TextWriter inner, Progress progress) : TextWriter
{
    private long _rows = -1;

    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value) => inner.Write(value);

    public override Task WriteAsync(string? value)
    {
        progress.Tell(++_rows);
        return inner.WriteAsync(value);
    }

    public override Task FlushAsync() => inner.FlushAsync();

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);
}
