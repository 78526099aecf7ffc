using System.Globalization;
using System.Text.Json;
using Credits.Journal;
using Credits.PostgreSql.Tests.Server;
using Credits.Pricing;
using Credits.Testing;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Npgsql;

namespace Credits.PostgreSql.Tests;

/// <summary>What SQL sees is what the library says.</summary>
public sealed class ViewTests(PostgreSqlServer server)
{
    private static readonly WalletId Acme = "acme";
    private static readonly Actor Boss = Actor.Admin("büro", "Büro für Ωrdnung 🗂");

    [Fact]
    public async Task Transactions_are_the_librarys_to_the_last_column()
    {
        await using Bed bed = await Bed.CreateAsync(server);
        await using ServiceProvider host = await LiveAsync(bed);
        List<string> expected = [];
        for (string? cursor = "", next; cursor is not null; cursor = next)
        {
            TransactionPage page = (await host.GetRequiredService<ICreditsAdmin>().GetTransactionsAsync(
                Acme, Boss, cursor: cursor.Length == 0 ? null : cursor, oldestFirst: true)).GetValueOrThrow();
            expected.AddRange(page.Rows.Select(Line));
            next = page.Next;
        }

        expected.Should().HaveCountGreaterThan(25);
        List<string> found = await RowsAsync(
            bed,
            """
            SELECT concat_ws(' | ', sequence, (extract(epoch FROM at) * 1000000)::bigint, kind, type, trim_scale(amount), trim_scale(balance), actor_id, actor_name,
                coalesce(feature, '-'), coalesce(quantity::text, '-'), coalesce(reservation, '-'), coalesce(grant_id, '-'), coalesce(operation, '-'), coalesce(reason, '-'),
                (SELECT coalesce(string_agg((a->>'grant') || '=' || trim_scale((a->>'amount')::numeric), ','), '') FROM jsonb_array_elements(allocations) a))
            FROM ~.transactions WHERE wallet = 'acme' ORDER BY sequence
            """);
        found.Should().Equal(expected);
    }

    [Fact]
    public async Task Balances_reservations_and_grants_are_the_librarys()
    {
        await using Bed bed = await Bed.CreateAsync(server);
        await using ServiceProvider host = await LiveAsync(bed);
        ICreditsAdmin admin = host.GetRequiredService<ICreditsAdmin>();
        WalletBalance balance = (await admin.GetBalanceAsync(Acme, Boss)).GetValueOrThrow();
        (await RowsAsync(bed, "SELECT trim_scale(available) || ' ' || trim_scale(reserved) FROM ~.balances")).Should().Equal($"{balance.Available} {balance.Reserved}");

        IReadOnlyList<ReservationStatus> reservations = (await admin.GetReservationsAsync(Acme, Boss)).GetValueOrThrow();
        reservations.Should().HaveCount(2);
        (await RowsAsync(
            bed,
            """
            SELECT concat_ws(' | ', reservation, feature, user_id, trim_scale(amount), (extract(epoch FROM reserved_at) * 1000000)::bigint, (extract(epoch FROM expires_at) * 1000000)::bigint)
            FROM ~.open_reservations ORDER BY expires_at
            """)).Should().Equal(reservations.Select(r => $"{r.Id} | {r.Feature} | {r.User} | {r.Amount} | {Micro(r.ReservedAt)} | {Micro(r.ExpiresAt)}"));

        IReadOnlyList<CreditGrant> grants = (await admin.GetGrantsAsync(Acme, Boss)).GetValueOrThrow();
        (await RowsAsync(
            bed,
            """
            SELECT concat_ws(' | ', grant_id, kind, priority, (extract(epoch FROM effective_at) * 1000000)::bigint, coalesce((extract(epoch FROM expires_at) * 1000000)::bigint::text, '-'),
                coalesce(note, '-'), trim_scale(amount), trim_scale(remaining), is_scheduled)
            FROM ~.grants ORDER BY grant_id COLLATE "C"
            """)).Should().Equal(grants.OrderBy(g => g.Id, StringComparer.Ordinal).Select(g =>
                $"{g.Id} | {Snake(g.Kind)} | {g.Priority} | {Micro(g.EffectiveAt)} | {(g.ExpiresAt is { } e ? Micro(e) : "-")} | {g.Note ?? "-"} | {g.Amount} | {g.Remaining} | {(g.State == GrantState.Scheduled ? "t" : "f")}"));
    }

    [Fact]
    public async Task Entries_have_the_json_that_the_formats_description_tells_of()
    {
        await using Bed bed = await Bed.CreateAsync(server);
        await using ServiceProvider host = await LiveAsync(bed);
        JournalEntry[] entries = [.. await bed.ReadAsync(Acme)];
        List<string> found = await RowsAsync(bed, "SELECT entry::text FROM ~.entries WHERE wallet = 'acme' ORDER BY version");
        found.Should().HaveCount(entries.Length);
        for (int i = 0; i < entries.Length; i++)
        {
            using JsonDocument expected = JsonDocument.Parse(JournalCodec.Encode(entries[i]));
            using JsonDocument stored = JsonDocument.Parse(found[i]);
            JsonElement.DeepEquals(stored.RootElement, expected.RootElement).Should().BeTrue(found[i]);
        }

        (await RowsAsync(bed, "SELECT operation FROM ~.entries WHERE operation IS NOT NULL ORDER BY version")).Should().Equal(entries.Select(e => e.Operation).OfType<string>());
        (await RowsAsync(
            bed,
            """
            SELECT e->>'f' FROM ~.entries, jsonb_array_elements(entry->'e') AS e WHERE e->>'$' IN ('consumed', 'reserved') GROUP BY 1 ORDER BY 1
            """)).Should().Equal("render", Scripts.Feature);
    }

    /// <summary>A wallet in which everything happens that writes rows, reservations or grants.</summary>
    private static async Task<ServiceProvider> LiveAsync(Bed bed)
    {
        ManualClock clock = new(Instant.FromUtc(2026, 1, 10, 8, 0));
        PostgreSqlStore store = bed.Open();
        ServiceCollection services = new();
        services.AddCredits(o => o.RunMaintenance = false)
            .AddPlan(new CreditPlan("pro") { Allowance = 50 })
            .AddPlan(new CreditPlan("team") { Allowance = 500 })
            .AddFeature(new CreditFeature(Scripts.Feature, new UnitPrice(1)) { Overage = OverageMode.Charge })
            .AddFeature(new CreditFeature("render", new RatesPrice(new Dictionary<string, CreditAmount> { ["cpu"] = 0.5m, ["gpu"] = 2 })))
            .UseStore(_ => store)
            .UseClock(clock);
        ServiceProvider host = services.BuildServiceProvider();
        ICreditsAdmin admin = host.GetRequiredService<ICreditsAdmin>();
        ICredits credits = host.GetRequiredService<ICredits>();
        Actor ada = Scripts.User;
        T Done<T>(CreditResult<T> result)
            where T : notnull
        {
            clock.Advance(Duration.FromSeconds(1) + Duration.FromMilliseconds(0.001));
            return result.GetValueOrThrow();
        }

        Done(await admin.OpenWalletAsync(Acme, Boss, "pro", "Europe/Berlin", "open"));
        Done(await admin.GrantAsync(Acme, new(7.5m, GrantKind.Promotional) { EffectiveAt = clock.GetCurrentInstant() + Duration.FromHours(1), Priority = 3, Note = "„Hallo“,\nworld" }, Boss, "promotion"));
        Done(await admin.GrantAsync(Acme, new(9, GrantKind.Complimentary) { EffectiveAt = Instant.FromUtc(2027, 1, 1, 0, 0) }, Boss));
        Done(await credits.ConsumeAsync(Acme, Scripts.Feature, ada, 12.345678m, operation: "0f8fad5b-d9cb-469f-a165-70867728950e"));
        Done(await admin.RefundAsync(Acme, "0f8fad5b-d9cb-469f-a165-70867728950e", "asked for", Boss, 2, "refund-1"));
        clock.Advance(Duration.FromHours(2));
        Done(await credits.ConsumeAsync(Acme, "render", ada, Quantity.Of(("cpu", 3), ("gpu", 1.5m))));
        Done(await credits.ReserveAsync(Acme, Scripts.Feature, ada, 10, "held", operation: "reserve")).Detach();
        Done(await credits.CaptureAsync(Acme, "held", ada, 6, operation: "capture"));
        Done(await admin.RefundAsync(Acme, "held", "a mistake", Boss, 1, "refund-2"));
        Done(await credits.ReserveAsync(Acme, Scripts.Feature, ada, 2, operation: "small")).Detach();
        Done(await credits.CaptureAsync(Acme, "small", ada, 5, operation: "overage"));
        Done(await credits.ReserveAsync(Acme, Scripts.Feature, ada, 4)).Detach();
        Done(await credits.ReserveAsync(Acme, Scripts.Feature, ada, 4, operation: "dropped")).Detach();
        Done(await credits.ReleaseAsync(Acme, "dropped", ada, "release"));
        Done(await admin.PurchaseAsync(Acme, new(100), Boss, "purchase"));
        Done(await admin.VoidAsync(Acme, "purchase", "typing error", Boss, 30, "void"));
        Done(await credits.ReserveAsync(Acme, Scripts.Feature, ada, 20, "over-the-change", Duration.FromDays(3))).Detach();
        Done(await admin.ChangePlanAsync(Acme, "team", Boss, operation: "up"));
        Done(await credits.CaptureAsync(Acme, "over-the-change", ada, 1));
        Done(await credits.ConsumeAsync(Acme, Scripts.Feature, ada, 530, allowPartial: true));
        clock.Advance(Duration.FromDays(70));
        Done(await credits.ReserveAsync(Acme, Scripts.Feature, ada, 3, "open-1", Duration.FromDays(2))).Detach();
        Done(await credits.ReserveAsync(Acme, Scripts.Feature, Boss, 1, operation: "open-2", timeToLive: Duration.FromHours(1))).Detach();
        Done(await credits.ExtendAsync(Acme, "open-2", Duration.FromHours(5), ada, "extend"));
        return host;
    }

    private static string Line(Transaction row) => string.Join(
        " | ",
        row.Sequence,
        Micro(row.At),
        Snake(row.Kind),
        Snake(row.Type),
        row.Amount,
        row.Balance,
        row.ActorId,
        row.ActorName,
        row.Feature ?? "-",
        QuantityText(row.Quantity),
        row.Reservation ?? "-",
        row.Grant ?? "-",
        row.Operation ?? "-",
        row.Reason ?? "-",
        string.Join(',', row.Allocations.Select(a => $"{a.Grant}={a.Amount}")));

    private static string Micro(Instant at) => (at.ToUnixTimeTicks() / 10).ToString(CultureInfo.InvariantCulture);

    private static string Snake(Enum name) => string.Concat($"{name}".Select((c, i) => char.IsUpper(c) && i > 0 ? $"_{char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));

    /// <summary>As the database writes numbers: six digits after the point.</summary>
    private static string QuantityText(Quantity? quantity) => quantity switch
    {
        null => "-",
        { HasDimensions: true } q => $"{{{string.Join(", ", q.Dimensions.Select(d => string.Create(CultureInfo.InvariantCulture, $"\"{d.Key}\": {d.Value:F6}")))}}}",
        { } q => q.Value.ToString("F6", CultureInfo.InvariantCulture),
    };

    private static async Task<List<string>> RowsAsync(Bed bed, string sql)
    {
        await using NpgsqlConnection connection = new(bed.ConnectionString);
        await connection.OpenAsync();
        await using NpgsqlCommand command = new(sql.Replace("~", bed.Schema, StringComparison.Ordinal), connection);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync();
        List<string> rows = [];
        while (await reader.ReadAsync())
        {
            rows.Add(reader.GetString(0));
        }

        return rows;
    }
}
