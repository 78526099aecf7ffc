using System.Text.Json;
using Credits.Storage;
using Microsoft.Data.Sqlite;
using NodaTime;
using NodaTime.Text;

namespace Credits.Sqlite.Tests.Views;

/// <summary>The views say what the library says: with nearly everything in the journal, and with nearly everything in a snapshot.</summary>
public sealed class ViewTests
{
    private static readonly InstantPattern Pattern = InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss.ffffff'Z'");

    [Theory]
    [InlineData(1, 1_000_000)]
    [InlineData(2, 25)]
    [InlineData(3, 3)]
    [InlineData(4, 100)]
    [InlineData(5, 40)]
    [InlineData(6, 1)]
    public async Task Views_agree_with_the_library(int seed, int snapshotEvery)
    {
        using TemporaryFile file = new();
        await using CreditsHost host = EventfulLife.Host(file.ConnectionString, snapshotEvery);
        WalletId[] wallets = ["acme", "o'hara", "büro"];
        foreach (WalletId wallet in wallets)
        {
            await EventfulLife.LiveAsync(host, wallet, (seed * 10) + Array.IndexOf(wallets, wallet), 400);
        }

        using SqliteConnection connection = file.Open();
        connection.Rows("SELECT DISTINCT kind FROM credits_transactions").Select(r => r[0]).Should().BeEquivalentTo(WireNames.All<TransactionKind>(), "the lives must have seen everything");
        connection.Rows("SELECT DISTINCT json_extract(e.value, '$.\"$\"') FROM credits_entries, json_each(entry, '$.e') AS e").Select(r => r[0])
            .Should().Contain(["grant_scheduled", "grant_activated", "reservation_extended", "reservation_settled", "plan_started", "plan_ended"]);
        connection.Number("SELECT count(*) FROM credits_entries, json_each(entry, '$.e') AS e, json_each(e.value, '$.l') AS l WHERE l.type = 'array' AND json_array_length(l.value) = 3")
            .Should().BeGreaterThan(0, "something must have come back to another grant");
        foreach (WalletId wallet in wallets)
        {
            await BalancesAsync(host, connection, wallet);
            await TransactionsAsync(host, connection, wallet);
            await ReservationsAsync(host, connection, wallet);
            await GrantsAsync(host, connection, wallet);
        }
    }

    /// <summary>Asked about one wallet, a view looks at no other's rows.</summary>
    [Theory]
    [InlineData("balances")]
    [InlineData("transactions")]
    [InlineData("open_reservations")]
    [InlineData("grants")]
    [InlineData("entries")]
    public async Task A_view_asked_about_one_wallet_reads_that_wallet_alone(string view)
    {
        using TemporaryFile file = new();
        await SqliteSchema.MigrateAsync(file.ConnectionString);
        using SqliteConnection connection = file.Open();
        connection.Rows($"EXPLAIN QUERY PLAN SELECT * FROM credits_{view} WHERE wallet = 'acme'").Select(r => (string)r[3]!)
            .Where(step => step.StartsWith("SCAN", StringComparison.Ordinal) && !step.Contains("VIRTUAL TABLE") && !step.Contains("ROW"))
            .Where(step => !step.StartsWith("SCAN (subquery", StringComparison.Ordinal))
            .Should().BeEmpty("nothing is gone through but what was found by the wallet's id");
    }

    [Fact]
    public async Task A_snapshot_that_is_no_json_is_left_aside_by_the_views()
    {
        using TemporaryFile file = new();
        await using CreditsHost host = EventfulLife.Host(file.ConnectionString, 1_000_000);
        await EventfulLife.LiveAsync(host, "acme", 7, 100);
        using SqliteConnection connection = file.Open();
        connection.Execute("INSERT INTO credits_snapshots VALUES (1, 3, x'00ff')");
        await GrantsAsync(host, connection, "acme");
    }

    private static async Task BalancesAsync(CreditsHost host, SqliteConnection connection, WalletId wallet)
    {
        WalletBalance balance = (await host.Admin.GetBalanceAsync(wallet, Actor.System)).GetValueOrThrow();
        WalletHistory history = await host.Store.LoadAsync(wallet, 0, [], default);
        object?[] row = Of(connection, "balances", "available_micro, reserved_micro, available, version, at", wallet).Should().ContainSingle().Subject;
        row[0].Should().Be(balance.Available.Micro);
        row[1].Should().Be(balance.Reserved.Micro);
        row[2].Should().Be(balance.Available.Micro / 1_000_000.0);
        row[3].Should().Be(history.Entries.Count > 0 ? history.Entries[^1].Version : history.Snapshot!.Version);
        if (history.Entries.Count > 0)
        {
            row[4].Should().Be(Text(history.Entries[^1].At));
        }
    }

    private static async Task TransactionsAsync(CreditsHost host, SqliteConnection connection, WalletId wallet)
    {
        List<string> expected = [];
        string? cursor = null;
        do
        {
            TransactionPage page = (await host.Admin.GetTransactionsAsync(wallet, Actor.System, pageSize: 1_000, cursor: cursor, oldestFirst: true)).GetValueOrThrow();
            expected.AddRange(page.Rows.Select(t => Line(
                t.Sequence, Text(t.At), WireNames.Of(t.Type), WireNames.Of(t.Kind), t.Amount.Micro, t.Balance.Micro, t.ActorId, t.ActorName, t.Feature,
                t.Quantity is { HasDimensions: false } q ? (long)(q.Value * 1_000_000) : null, t.Reservation, t.Grant, t.Operation, t.Reason,
                string.Join(' ', t.Allocations.Select(a => $"{a.Grant}:{a.Amount.Micro}")))));
            cursor = page.Next;
        }
        while (cursor is not null);
        expected.Count.Should().BeGreaterThan(50);
        List<object?[]> rows = Of(
            connection,
            "transactions",
            "sequence, at, type, kind, amount_micro, balance_micro, actor_id, actor_name, feature, CASE WHEN quantity IS NOT NULL THEN quantity_micro END, reservation, grant_id, operation, reason, grants",
            wallet,
            "ORDER BY sequence");
        rows.Select(r => Line([.. r[..14], Grants(r[14])])).Should().Equal(expected);
    }

    private static async Task ReservationsAsync(CreditsHost host, SqliteConnection connection, WalletId wallet)
    {
        IReadOnlyList<ReservationStatus> open = (await host.Admin.GetReservationsAsync(wallet, Actor.System)).GetValueOrThrow();
        Of(connection, "open_reservations", "reservation, feature, user, amount_micro, reserved_at, expires_at", wallet, "ORDER BY reservation").Select(r => Line(r))
            .Should().Equal(open.OrderBy(r => r.Id, StringComparer.Ordinal).Select(r => Line(r.Id, r.Feature, r.User, r.Amount.Micro, Text(r.ReservedAt), Text(r.ExpiresAt))));
    }

    private static async Task GrantsAsync(CreditsHost host, SqliteConnection connection, WalletId wallet)
    {
        IReadOnlyList<CreditGrant> grants = (await host.Admin.GetGrantsAsync(wallet, Actor.System)).GetValueOrThrow();
        Of(
            connection,
            "grants",
            "grant_id, kind, state, priority, effective_at, expires_at, note, amount_micro, remaining_micro, reserved_micro, consumed_micro, expired_micro, voided_micro",
            wallet,
            "ORDER BY grant_id").Select(r => Line(r))
            .Should().Equal(grants.OrderBy(g => g.Id, StringComparer.Ordinal).Select(g => Line(
                g.Id, WireNames.Of(g.Kind), WireNames.Of(g.State), (long)g.Priority, Text(g.EffectiveAt), g.ExpiresAt is { } expires ? Text(expires) : null, g.Note,
                g.Amount.Micro, g.Remaining.Micro, g.Reserved.Micro, g.Consumed.Micro, g.Expired.Micro, g.Voided.Micro)));
    }

    /// <summary>What came back to several grants by way of their replacements is one amount for each in the library.</summary>
    private static string Grants(object? json) => json is string text
        ? string.Join(' ', JsonDocument.Parse(text).RootElement.EnumerateArray()
            .Select(a => (Grant: a[a.GetArrayLength() > 2 ? 2 : 0].GetString(), Micro: a[1].GetInt64()))
            .GroupBy(a => a.Grant)
            .Select(a => $"{a.Key}:{a.Sum(x => x.Micro)}"))
        : "";

    private static List<object?[]> Of(SqliteConnection connection, string view, string columns, WalletId wallet, string order = "") =>
        connection.Rows($"SELECT {columns} FROM credits_{view} WHERE wallet = '{wallet.Value.Replace("'", "''", StringComparison.Ordinal)}' {order}");

    private static string Line(params object?[] values) => string.Join('|', values.Select(v => v ?? "–"));

    private static string Text(Instant at) => Pattern.Format(at);
}
