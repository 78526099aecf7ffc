using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Credits.Cli.Output;

/// <summary>Lines of JSON on their way out: gathered, and written when they are many or <see cref="Drain"/> is called.</summary>
internal sealed class ResultLines(Stream output) : IDisposable
{
    private const int Enough = 1 << 16;

    private readonly ArrayBufferWriter<byte> _gathered = new(Enough * 2);
    private Utf8JsonWriter? _json;

    /// <summary>Begins a line: an object, of which the caller writes the fields before <see cref="End"/>.</summary>
    public Utf8JsonWriter Begin()
    {
        // Names of people stay readable; nothing here ends up inside HTML.
        _json ??= new(_gathered, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });
        _json.WriteStartObject();
        return _json;
    }

    public void End()
    {
        _json!.WriteEndObject();
        _json.Flush();
        _json.Reset();
        _gathered.Write("\n"u8);
        DrainIfMany();
    }

    /// <summary>Lets a line that is long leave in parts.</summary>
    public void Continue()
    {
        _json!.Flush();
        DrainIfMany();
    }

    public void Drain()
    {
        output.Write(_gathered.WrittenSpan);
        output.Flush();
        _gathered.ResetWrittenCount();
    }

    public void Dispose() => _json?.Dispose();

    private void DrainIfMany()
    {
        if (_gathered.WrittenCount >= Enough)
        {
            Drain();
        }
    }
}
