namespace Credits.PostgreSql;

/// <summary>
/// Views for people and reports: the journal's JSON as columns, in credits and time stamps. They follow docs/journal-format.md; each scans
/// the journal of the wallets that are asked for.
/// </summary>
internal static class ViewsSql
{
    private const string Micro = "0.000001";

    public static string Text(TableNames tables) => Entries(tables) + Events(tables) + Balances(tables) + Transactions(tables) + Reservations(tables) + Grants(tables);

    /// <summary>The journal with its entries whole, as the format's description has them.</summary>
    private static string Entries(TableNames tables) =>
        $"""
        CREATE VIEW {tables.Of("entries")} AS
        SELECT j.wallet, j.version, {Time("j.at")} AS at, o.operation,
            jsonb_build_object('t', j.at) || CASE WHEN o.operation IS NULL THEN '{EmptyObject}'::jsonb ELSE jsonb_build_object('o', o.operation) END || e.entry AS entry
        FROM {tables.Journal} j
        CROSS JOIN LATERAL (SELECT ({Shorthand.ExpandSql("j.entry")})::jsonb AS entry, substr(j.operation::text, 15, 1) AS form) e
        CROSS JOIN LATERAL (
            SELECT CASE
                WHEN e.form IS NULL OR e.form = '8' THEN e.entry->>'o'
                WHEN e.form < '8' THEN j.operation::text
                ELSE replace(overlay(j.operation::text PLACING translate(e.form, '9abcdef', '1234567') FROM 15 FOR 1), '-', '')
            END AS operation) o;

        """;

    private const string EmptyObject = "{}";

    /// <summary>All events, each with what the settled reservation before it in its entry tells about it.</summary>
    private static string Events(TableNames tables) =>
        $"""
        CREATE VIEW {tables.Of("events")} AS
        SELECT e.wallet, e.version, e.at, e.operation, e.entry, v.place, v.event->>'$' AS name, v.event,
            (SELECT s.event FROM jsonb_array_elements(e.entry->'e') WITH ORDINALITY AS s (event, place)
            WHERE s.place < v.place AND s.event->>'$' = 'reservation_settled' ORDER BY s.place DESC LIMIT 1) AS settled,
            CASE jsonb_typeof(v.event->'l')
                WHEN 'string' THEN jsonb_build_array(jsonb_build_array(v.event->'l', v.event->'m'))
                WHEN 'array' THEN v.event->'l'
                ELSE '[]'::jsonb
            END AS lots
        FROM {tables.Of("entries")} e
        CROSS JOIN LATERAL jsonb_array_elements(e.entry->'e') WITH ORDINALITY AS v (event, place);

        """;

    private static string Balances(TableNames tables) =>
        $"""
        CREATE VIEW {tables.Of("balances")} AS
        SELECT w.wallet, w.version, e.at AS as_of,
            (e.entry->>'b')::numeric * {Micro} AS available,
            coalesce((e.entry->>'r')::numeric, 0) * {Micro} AS reserved,
            {Time("w.next_due")} AS next_due
        FROM {tables.Wallets} w
        JOIN {tables.Of("entries")} e ON e.wallet = w.wallet AND e.version = w.version;

        """;

    private static string Transactions(TableNames tables) =>
        $"""
        CREATE VIEW {tables.Of("transactions")} AS
        SELECT r.wallet, r.sequence, r.version, r.at,
            CASE r.name WHEN 'grant_activated' THEN 'grant_issued' ELSE r.name END AS kind,
            CASE WHEN r.sign > 0 THEN 'credit' ELSE 'debit' END AS type,
            r.micro * {Micro} AS amount,
            ((r.entry->>'b')::numeric - r.after) * {Micro} AS balance,
            CASE r.name WHEN 'grant_activated' THEN r.event->'by'->>'a' ELSE coalesce(r.entry->>'a', 'system') END AS actor_id,
            CASE r.name
                WHEN 'grant_activated' THEN coalesce(r.event->'by'->>'n', r.event->'by'->>'a')
                ELSE coalesce(r.entry->>'n', r.entry->>'a', 'System')
            END AS actor_name,
            CASE
                WHEN r.name IN ('consumed', 'reserved', 'overage', 'returned', 'reservation_expired') THEN coalesce(r.event->>'f', r.settled->>'f')
                WHEN r.name = 'refunded' THEN r.event->'charge'->>'f'
            END AS feature,
            CASE jsonb_typeof(r.event->'q')
                WHEN 'number' THEN to_jsonb((r.event->>'q')::numeric * {Micro})
                WHEN 'object' THEN (SELECT jsonb_object_agg(q.key, q.value::numeric * {Micro}) FROM jsonb_each_text(r.event->'q') q)
            END AS quantity,
            CASE
                WHEN r.name = 'reserved' THEN coalesce(r.event->>'i', r.operation)
                WHEN r.name IN ('overage', 'returned', 'reservation_expired') THEN coalesce(r.event->>'i', r.settled->>'i')
                WHEN r.name = 'refunded' AND r.event->'charge' ? 'as' THEN r.event->'charge'->>'i'
            END AS reservation,
            CASE
                WHEN r.name = 'grant_issued' THEN coalesce(r.event->>'g', r.operation)
                WHEN r.name IN ('grant_activated', 'grant_expired', 'grant_voided') THEN r.event->>'g'
            END AS grant_id,
            CASE r.name WHEN 'grant_activated' THEN r.event->'by'->>'o' ELSE r.operation END AS operation,
            CASE WHEN r.name IN ('grant_issued', 'grant_activated') THEN r.event->>'note' ELSE r.event->>'reason' END AS reason,
            (SELECT coalesce(jsonb_agg(jsonb_build_object('grant', l.grant_id, 'amount', l.micro * {Micro}) ORDER BY l.place), '[]')
            FROM (
                SELECT coalesce(x.lot->>2, x.lot->>0) AS grant_id, sum((x.lot->>1)::numeric) AS micro, min(x.place) AS place
                FROM jsonb_array_elements(r.lots) WITH ORDINALITY AS x (lot, place) GROUP BY 1) l) AS allocations
        FROM (
            SELECT v.*, m.micro, m.sign,
                (v.entry->>'s')::bigint + row_number() OVER (PARTITION BY v.wallet, v.version ORDER BY v.place) - 1 AS sequence,
                coalesce(sum(m.sign * m.micro) OVER (
                    PARTITION BY v.wallet, v.version ORDER BY v.place ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING), 0) AS after
            FROM {tables.Of("events")} v
            CROSS JOIN LATERAL (
                SELECT (v.event->>'m')::numeric AS micro,
                    CASE WHEN v.name IN ('grant_issued', 'grant_activated', 'returned', 'reservation_expired', 'refunded') THEN 1 ELSE -1 END AS sign) m
            WHERE v.name IN ('consumed', 'reserved', 'overage')
                OR (m.micro <> 0 AND v.name IN (
                    'grant_issued', 'grant_activated', 'returned', 'reservation_expired', 'refunded', 'grant_expired', 'grant_voided')
                    AND NOT coalesce((v.event->>'scheduled')::boolean, false))) r;

        """;

    /// <summary>A reservation is open as long as the entry that made it is the newest about it.</summary>
    private static string Reservations(TableNames tables) =>
        $"""
        CREATE VIEW {tables.Of("open_reservations")} AS
        SELECT v.wallet, r.reservation, v.event->>'f' AS feature,
            coalesce(v.event->>'u', v.entry->>'a', 'system') AS user_id,
            (v.event->>'m')::numeric * {Micro} AS amount,
            v.at AS reserved_at,
            {Time("greatest((v.event->>'expires')::bigint, x.expires)")} AS expires_at
        FROM {tables.Subjects} s
        JOIN {tables.Of("events")} v ON v.wallet = s.wallet AND v.version = s.version AND v.name = 'reserved'
        CROSS JOIN LATERAL (SELECT coalesce(v.event->>'i', v.operation) AS reservation) r
        CROSS JOIN LATERAL (
            SELECT max((e.event->>'expires')::bigint) AS expires
            FROM {tables.Of("entries")} j
            CROSS JOIN LATERAL jsonb_array_elements(j.entry->'e') AS e (event)
            WHERE j.wallet = s.wallet AND j.version > s.version
                AND e.event->>'$' = 'reservation_extended' AND e.event->>'i' = r.reservation) x
        WHERE s.kind = {(int)Journal.JournalKeyKind.Reservation};

        """;

    private static string Grants(TableNames tables) =>
        $"""
        CREATE VIEW {tables.Of("grants")} AS
        WITH moves AS (
            SELECT v.wallet, coalesce(v.event->>'g', v.operation) AS grant_id, (v.event->>'m')::numeric AS micro, 0 AS received
            FROM {tables.Of("events")} v WHERE v.name IN ('grant_issued', 'grant_scheduled')
            UNION ALL
            SELECT v.wallet, v.event->>'g', -(v.event->>'m')::numeric, 0
            FROM {tables.Of("events")} v WHERE v.name IN ('grant_expired', 'grant_voided')
            UNION ALL
            SELECT v.wallet, l.lot->>0, -(l.lot->>1)::numeric, 0
            FROM {tables.Of("events")} v CROSS JOIN LATERAL jsonb_array_elements(v.lots) AS l (lot)
            WHERE v.name IN ('consumed', 'reserved', 'overage')
            UNION ALL
            SELECT v.wallet, coalesce(l.lot->>2, l.lot->>0), (l.lot->>1)::numeric, CASE WHEN l.lot->>2 IS NULL THEN 0 ELSE (l.lot->>1)::numeric END
            FROM {tables.Of("events")} v CROSS JOIN LATERAL jsonb_array_elements(v.lots) AS l (lot)
            WHERE v.name IN ('returned', 'reservation_expired', 'refunded')),
        sums AS (SELECT m.wallet, m.grant_id, sum(m.micro) AS micro, sum(m.received) AS received FROM moves m GROUP BY m.wallet, m.grant_id)
        SELECT v.wallet, s.grant_id, v.event->>'kind' AS kind,
            coalesce((v.event->>'priority')::integer, 100) AS priority,
            coalesce({Time("(v.event->>'effective')::bigint")}, v.at) AS effective_at,
            {Time("(v.event->>'expires')::bigint")} AS expires_at,
            v.event->>'note' AS note,
            ((v.event->>'m')::numeric + s.received) * {Micro} AS amount,
            s.micro * {Micro} AS remaining,
            v.name = 'grant_scheduled' AND NOT EXISTS (
                SELECT FROM {tables.Of("events")} a WHERE a.wallet = v.wallet AND a.name = 'grant_activated' AND a.event->>'g' = s.grant_id) AS is_scheduled
        FROM {tables.Of("events")} v
        JOIN sums s ON s.wallet = v.wallet AND s.grant_id = coalesce(v.event->>'g', v.operation)
        WHERE v.name IN ('grant_issued', 'grant_scheduled');

        """;

    /// <summary>A time stamp, exactly; the end of time for what stands for it.</summary>
    private static string Time(string microseconds) =>
        $"CASE WHEN {microseconds} >= 253402300800000000 THEN 'infinity'::timestamptz ELSE timestamptz 'epoch' + ({microseconds}) * interval '1 microsecond' END";
}
