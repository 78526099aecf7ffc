using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime;

namespace Credits.Domain;

/// <summary>Puts the content of an operation into one canonical text, so that the same content gives the same fingerprint for ever.</summary>
internal sealed class ContentWriter
{
    private readonly StringBuilder _text = new();

    private ContentWriter()
    {
    }

    /// <summary>The first 128 bits of the SHA-256 of kind, actor and fields.</summary>
    public static string Fingerprint(Command command)
    {
        ContentWriter content = new();
        content.Field("kind", command.Name);
        content.Field("actor", command.ContentActor);
        command.WriteContent(content);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(content._text.ToString()), hash);
        return Convert.ToBase64String(hash[..16]).TrimEnd('=');
    }

    /// <summary>A field with its length before it, so that no value can pass for two.</summary>
    public void Field(string name, string? value)
    {
        if (value is not null)
        {
            _text.Append(CultureInfo.InvariantCulture, $"{name}:{value.Length}:{value};");
        }
    }

    public void Field(string name, CreditAmount? value) => Field(name, value?.ToString());

    public void Field(string name, Instant? value) => Field(name, value?.ToUnixTimeTicks().ToString(CultureInfo.InvariantCulture));

    public void Field(string name, Duration? value) => Field(name, value?.BclCompatibleTicks.ToString(CultureInfo.InvariantCulture));

    public void Field(string name, Quantity? value)
    {
        if (value is not { } quantity)
        {
            return;
        }

        if (!quantity.HasDimensions)
        {
            Field(name, FixedPoint.Format(quantity.Micro));
            return;
        }

        Field(name, "{}");
        foreach ((string dimension, long micro) in quantity.DimensionsInMicro)
        {
            Field("." + dimension, FixedPoint.Format(micro));
        }
    }

    /// <summary>A switch whose constant default is off.</summary>
    public void Switch(string name, bool value) => Field(name, value ? "true" : null);
}
