using System.Text;

namespace Credits.Notifiers.Tests.Servers;

/// <summary>A letter as the mail server took it and Python's e-mail library read it.</summary>
internal sealed record ReceivedLetter(
    string From,
    IReadOnlyList<string> To,
    bool Tls,
    bool Authenticated,
    byte[] Raw,
    IReadOnlyList<string[]> Headers,
    IReadOnlyList<string> Kinds,
    string Text,
    string? Html,
    IReadOnlyList<string> Defects)
{
    public string Subject => this["Subject"];

    /// <summary>The notice's id.</summary>
    public string Notice => this["Credits-Notice"];

    public string MessageId => this["Message-ID"];

    public IReadOnlyList<string> Lines => Encoding.UTF8.GetString(Raw).Split("\r\n");

    /// <summary>The value of a header that stands there once.</summary>
    public string this[string header] => Headers.Single(h => h[0] == header)[1];
}
