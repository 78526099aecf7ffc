using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Credits.Journal;

/// <summary>One JSON writer and one buffer for each thread: a commit writes many small entries.</summary>
internal static class JsonOutput
{
    private const int MostBytesKept = 1 << 20;

    private static readonly JsonWriterOptions Options = new()
    {
        // Nothing here is put into HTML as it is; what is human stays readable.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    [ThreadStatic]
    private static Utf8JsonWriter? _writer;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

    /// <summary>The thread's writer, on this output; give it back with <see cref="End"/>.</summary>
    public static Utf8JsonWriter Begin(IBufferWriter<byte> output)
    {
        if (_writer is not { } writer)
        {
            return _writer = new(output, Options);
        }

        writer.Reset(output);
        return writer;
    }

    /// <summary>Hands everything to the output, and lets go of it.</summary>
    public static void End(Utf8JsonWriter writer)
    {
        writer.Flush();
        writer.Reset(Nowhere.Instance);
    }

    /// <summary>Collects what an encoder writes.</summary>
    public static byte[] Collect<T>(T value, Action<T, IBufferWriter<byte>> write)
    {
        ArrayBufferWriter<byte> buffer = _buffer ??= new(1_024);
        buffer.ResetWrittenCount();
        write(value, buffer);
        if (buffer.Capacity > MostBytesKept)
        {
            _buffer = null;
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>What the writer points to between two uses, so that no thread keeps a caller's buffer alive.</summary>
    private sealed class Nowhere : IBufferWriter<byte>
    {
        public static readonly Nowhere Instance = new();

        public void Advance(int count) => throw new InvalidOperationException("A JSON writer is used between Begin and End.");

        public Memory<byte> GetMemory(int sizeHint = 0) => throw new InvalidOperationException("A JSON writer is used between Begin and End.");

        public Span<byte> GetSpan(int sizeHint = 0) => throw new InvalidOperationException("A JSON writer is used between Begin and End.");
    }
}
