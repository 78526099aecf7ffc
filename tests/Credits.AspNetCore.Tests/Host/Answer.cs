using System.Net;
using System.Text.Json;

namespace Credits.AspNetCore.Tests.Host;

/// <summary>What came back.</summary>
internal sealed record Answer(HttpStatusCode Status, IReadOnlyDictionary<string, string> Headers, string Text)
{
    public JsonElement Json => JsonDocument.Parse(Text).RootElement;

    /// <summary>A field as text.</summary>
    public string this[string field] => Json.GetProperty(field).ToString();

    public Answer ShouldBe(HttpStatusCode status, string? code = null)
    {
        Status.Should().Be(status, "the answer was {0}", Text.Length > 500 ? Text[..500] : Text);
        if (code is not null)
        {
            this["code"].Should().Be(code);
            Headers["Content-Type"].Should().Be("application/problem+json");
            Json.GetProperty("status").GetInt32().Should().Be((int)status);
            this["type"].Should().Be($"urn:credits:problem:{code}");
            this["title"].Should().NotBeEmpty();
            this["detail"].Should().NotBeEmpty();
        }

        return this;
    }
}
