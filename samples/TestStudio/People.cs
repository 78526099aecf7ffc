using Credits;

namespace TestStudio;

/// <summary>Two organisations and their people.</summary>
internal static class People
{
    public const string Acme = "acme";
    public const string Globex = "globex";

    public static IReadOnlyList<Person> All { get; } =
    [
        new("grace", "Grace", "administers Acme, which has the plan pro", In(Acme, ActorRole.Admin)),
        new("ada", "Ada", "is a member of Acme", In(Acme, ActorRole.Member)),
        new("olga", "Olga", "administers Globex, which has the plan free", In(Globex, ActorRole.Admin)),
        new("hank", "Hank", "is a member of Globex", In(Globex, ActorRole.Member)),
        new("bill", "Bill", "does Test Studio's own billing: grants, purchases, refunds and plans of both", new Dictionary<string, ActorRole>
        {
            [Acme] = ActorRole.Admin,
            [Globex] = ActorRole.Admin,
        }, Bills: true),
    ];

    public static Person? Find(string? id) => All.FirstOrDefault(p => p.Id == id);

    private static Dictionary<string, ActorRole> In(string organisation, ActorRole role) => new() { [organisation] = role };
}
