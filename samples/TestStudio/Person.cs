using Credits;

namespace TestStudio;

/// <summary>Somebody who can sign in; the sample asks for no password.</summary>
internal sealed record Person(string Id, string Name, string Description, IReadOnlyDictionary<string, ActorRole> Roles, bool Bills = false);
