using System.Text;

namespace Credits.Notifiers.Tests.Webhooks;

public sealed class NoticeJsonTests
{
    /// <summary>The bodies that docs/notifiers.md promises.</summary>
    private static readonly string[] Promised =
    [
        """{"type":"soft_limit_reached","timestamp":"2026-01-15T11:02:03Z","data":{"id":"acme:1","wallet":"acme","at":"2026-01-15T11:02:03Z","actor":{"id":"u2","name":"Bob"},"policy":"monthly","threshold":4000,"usage":4020.5,"user":"u2","feature":"test-cases","window":"month","resetsAt":"2026-02-01T00:00:00Z"}}""",
        """{"type":"hard_limit_reached","timestamp":"2026-01-15T11:02:03Z","data":{"id":"acme:2","wallet":"acme","at":"2026-01-15T11:02:03Z","actor":{"id":"u1","name":"Ada"},"policy":"life","threshold":4500,"usage":4400,"window":"lifetime"}}""",
        """{"type":"credits_exhausted","timestamp":"2026-01-15T11:02:03Z","data":{"id":"acme:3","wallet":"acme","at":"2026-01-15T11:02:03Z","actor":{"id":"system","name":"System"},"available":0}}""",
        """{"type":"credits_insufficient","timestamp":"2026-01-15T11:02:03Z","data":{"id":"acme:4","wallet":"acme","at":"2026-01-15T11:02:03Z","actor":{"id":"u1","name":"Ada \u003Cscript\u003E"},"available":1,"requested":8}}""",
        """{"type":"low_balance","timestamp":"2026-01-15T11:02:03Z","data":{"id":"acme:5","wallet":"acme","at":"2026-01-15T11:02:03Z","actor":{"id":"system","name":"System"},"threshold":500,"available":499.999999}}""",
        """{"type":"credits_expiring","timestamp":"2026-01-15T11:02:03Z","data":{"id":"acme:6","wallet":"acme","at":"2026-01-15T11:02:03Z","actor":{"id":"system","name":"System"},"grant":"grant-1","amount":10,"expiresAt":"2026-01-18T00:00:00Z"}}""",
        """{"type":"reservation_expired","timestamp":"2026-01-15T11:02:03Z","data":{"id":"acme:7","wallet":"acme","at":"2026-01-15T11:02:03Z","actor":{"id":"system","name":"System"},"reservation":"r-1","amount":0}}""",
        """{"type":"plan_reset","timestamp":"2026-01-15T11:02:03Z","data":{"id":"acme:8","wallet":"acme","at":"2026-01-15T11:02:03Z","actor":{"id":"system","name":"System"},"plan":"pro"}}""",
        """{"type":"top_up_requested","timestamp":"2026-01-15T11:02:03Z","data":{"id":"acme:9","wallet":"acme","at":"2026-01-15T11:02:03Z","actor":{"id":"system","name":"System"},"attempt":"top-up-0123456789abcdef0123456789abcdef","amount":1000,"startedAt":"2026-01-15T10:47:03Z"}}""",
        """{"type":"top_up_suspended","timestamp":"2026-01-15T11:02:03Z","data":{"id":"acme:10","wallet":"acme","at":"2026-01-15T11:02:03Z","actor":{"id":"system","name":"System"},"attempt":"top-up-0123456789abcdef0123456789abcdef","failures":3,"reason":"card expired"}}""",
        """{"type":"top_up_suspended","timestamp":"2026-01-15T11:02:03Z","data":{"id":"acme:11","wallet":"acme","at":"2026-01-15T11:02:03Z","actor":{"id":"system","name":"System"},"attempt":"top-up-0123456789abcdef0123456789abcdef","failures":1}}""",
    ];

    [Fact]
    public void Every_kind_of_notice_has_the_body_that_is_promised() =>
        Samples.All.Select(n => Encoding.UTF8.GetString(NoticeJson.Write(n))).Should().Equal(Promised);

    [Fact]
    public void Every_kind_of_notice_is_among_them() => Samples.All.Select(n => n.Kind).Distinct().Should().BeEquivalentTo(Enum.GetValues<NoticeKind>());
}
