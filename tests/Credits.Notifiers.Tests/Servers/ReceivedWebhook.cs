using System.Text.Json;

namespace Credits.Notifiers.Tests.Servers;

/// <summary>A webhook as the receiver took it, and whether its signature was right.</summary>
internal sealed record ReceivedWebhook(string Id, string Timestamp, bool Verified, string ContentType, string Body)
{
    public JsonElement Json
    {
        get
        {
            using JsonDocument document = JsonDocument.Parse(Body);
            return document.RootElement.Clone();
        }
    }

    public string Kind => Json.GetProperty("type").GetString()!;

    /// <summary>The notice's id.</summary>
    public string Notice => Json.GetProperty("data").GetProperty("id").GetString()!;
}
