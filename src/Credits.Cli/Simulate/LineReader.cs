namespace Credits.Cli.Simulate;

/// <summary>
/// Cuts a stream into lines without copying them: a line is valid until the next <see cref="Fill"/>. The buffer grows to the
/// longest line.
/// </summary>
internal sealed class LineReader(Stream input)
{
    private const byte NewLine = (byte)'\n';

    private byte[] _buffer = new byte[1 << 18];
    private int _start;
    private int _searched;
    private int _end;
    private bool _isLast;

    /// <summary>The number of the line last taken, from 1; blank lines count.</summary>
    public long Number { get; private set; }

    /// <summary>Takes the next line that is wholly in memory.</summary>
    public bool TryTake(out ReadOnlyMemory<byte> line)
    {
        int length = _buffer.AsSpan(_searched, _end - _searched).IndexOf(NewLine);
        if (length < 0 && !(_isLast && _start < _end))
        {
            _searched = _end;
            line = default;
            return false;
        }

        int stop = length < 0 ? _end : _searched + length;
        line = WithoutMark(_buffer.AsMemory(_start, stop - _start));
        _start = _searched = Math.Min(stop + 1, _end);
        Number++;
        return true;
    }

    /// <summary>Reads on; waits where nothing is there yet. False at the end of the stream, when no line is left to take either.</summary>
    public bool Fill()
    {
        if (_isLast)
        {
            return false;
        }

        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        _end -= _start;
        _searched -= _start;
        _start = 0;
        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        int read = input.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        _isLast = read == 0;
        return true;
    }

    /// <summary>Some editors begin a file with a byte order mark.</summary>
    private ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> line) =>
        Number == 0 && line.Span.StartsWith("\uFEFF"u8) ? line[3..] : line;
}
