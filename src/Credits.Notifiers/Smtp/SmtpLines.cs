using System.Globalization;
using System.Text;

namespace Credits.Notifiers;

/// <summary>Reads replies line by line, none of them longer or more than a sane server's.</summary>
internal sealed class SmtpLines(Stream stream)
{
    private const int LongestLine = 4_096;
    private const int MostLines = 128;

    private readonly byte[] _buffer = new byte[LongestLine];
    private int _begin;
    private int _end;

    /// <summary>Whether something came that nobody has read: what a server must not have sent before the connection is secured.</summary>
    public bool HasMore => _begin < _end;

    public async ValueTask<SmtpReply> ReadReplyAsync(CancellationToken cancellationToken)
    {
        List<string> lines = [];
        while (true)
        {
            string line = await ReadLineAsync(cancellationToken).ConfigureAwait(false);
            bool continues = line.Length > 3 && line[3] == '-';
            if (line.Length < 3 || !int.TryParse(line.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture, out int code)
                || (line.Length > 3 && !continues && line[3] != ' '))
            {
                throw new InvalidDataException($"'{Shorten(line)}' is not a reply of SMTP.");
            }

            lines.Add(line.Length > 4 ? line[4..] : "");
            if (!continues)
            {
                return new(code, lines);
            }

            if (lines.Count == MostLines)
            {
                throw new InvalidDataException($"The reply has more than {MostLines} lines.");
            }
        }
    }

    private static string Shorten(string line) => HeaderText.Clean(line.Length > 80 ? line[..80] : line);

    private async ValueTask<string> ReadLineAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            int length = _buffer.AsSpan(_begin, _end - _begin).IndexOf((byte)'\n');
            if (length >= 0)
            {
                string line = Encoding.UTF8.GetString(_buffer, _begin, length).TrimEnd('\r');
                _begin += length + 1;
                return line;
            }

            _buffer.AsSpan(_begin, _end - _begin).CopyTo(_buffer);
            (_begin, _end) = (0, _end - _begin);
            if (_end == _buffer.Length)
            {
                throw new InvalidDataException($"A line of the reply has more than {LongestLine} bytes.");
            }

            int read = await stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                throw new EndOfStreamException("The server closed the connection.");
            }

            _end += read;
        }
    }
}
