using System.Globalization;

namespace Credits.PostgreSql;

/// <summary>
/// The statements that write. One statement is one transaction, and touches wallets as independent rows, in the order of their ids: two
/// of them never wait for each other in a circle.
/// </summary>
internal sealed class CommitSql(TableNames tables)
{
    /// <summary>
    /// One entry to a wallet that exists, with at most one subject and nothing else: by far the most frequent commits. Takes the wallet, its
    /// expected version, when it is due next, and the entry's instant, operation and JSON, then the subject and its kind where there is
    /// one; the number of rows written is that of commits.
    /// </summary>
    /// <param name="subject">Whether the entry has a subject, and whether that must be new.</param>
    public string Lone(LoneSubject subject) =>
        $"""
        WITH fenced AS (
            UPDATE {tables.Wallets} SET version = $2 + 1, previous = $2, next_due = $3
            WHERE wallet = $1 AND version = $2
            RETURNING version){(subject == LoneSubject.None ? "" : TouchedAlone(subject == LoneSubject.Known))}
        INSERT INTO {tables.Journal} (version, at, operation, wallet, entry)
        SELECT fenced.version, $4, $5, $1, $6 FROM fenced
        """;

    /// <summary>
    /// Several wallets' commits. Those whose fence holds are written; the places of these are returned, and the negative places of those left
    /// out for a known key. See <see cref="GroupStatement"/> for the parameters.
    /// </summary>
    /// <remarks>
    /// The scalar subqueries are what keeps the planner from ever reading a whole table for them. What they see is as of the statement's
    /// beginning, and that is enough: who expects a version has seen it committed, so all up to it is visible; and where somebody else has
    /// written more since, the fence, which looks at the newest row, does not hold.
    /// </remarks>
    public string Group(CommitParts parts)
    {
        bool looksFirst = parts.HasFlag(CommitParts.LooksFirst);
        bool hasSubjects = parts.HasFlag(CommitParts.Subjects);
        int parameter = 9;
        string Next() => string.Create(CultureInfo.InvariantCulture, $"${++parameter}");
        List<string> steps = [Given];
        if (hasSubjects)
        {
            steps.Add($"""
                touched AS MATERIALIZED (
                    SELECT * FROM unnest({Next()}::text[], {Next()}::uuid[], {Next()}::smallint[], {Next()}::bigint[], {Next()}::boolean[])
                    AS t (wallet, subject, kind, version, is_new))
                """);
        }

        if (looksFirst)
        {
            steps.Add($"known AS MATERIALIZED (\n{KnownOperations}{(hasSubjects ? $"\nUNION\n{KnownSubjects}" : "")})");
        }

        // A host's own connection, where it looks first, has no settings that keep the planner from joining by reading all wallets.
        bool onlyUpdates = !looksFirst && !parts.HasFlag(CommitParts.NewWallets);
        steps.Add(onlyUpdates ? FencedKnown : Fenced(looksFirst ? "AND (g.wallet IN (SELECT k.wallet FROM known k)) IS NOT TRUE" : ""));
        steps.Add(Written);
        if (hasSubjects)
        {
            steps.Add(Touched);
        }

        if (parts.HasFlag(CommitParts.Notices))
        {
            steps.Add($"""
                noticed AS (
                    INSERT INTO {tables.Outbox} (number, version, wallet)
                    SELECT n.number, n.version, n.wallet FROM unnest({Next()}::text[], {Next()}::bigint[], {Next()}::bigint[]) AS n (wallet, number, version)
                    WHERE {IsFenced("n")})
                """);
        }

        if (parts.HasFlag(CommitParts.Snapshots))
        {
            steps.Add($"""
                kept AS (
                    INSERT INTO {tables.Snapshots} (wallet, version, state)
                    SELECT s.wallet, s.version, s.state FROM unnest({Next()}::text[], {Next()}::bigint[], {Next()}::bytea[]) AS s (wallet, version, state)
                    WHERE {IsFenced("s")}
                    ON CONFLICT (wallet) DO UPDATE SET version = excluded.version, state = excluded.state)
                """);
        }

        string places = onlyUpdates ? "SELECT f.place FROM fenced f" : $"SELECT g.place FROM given g WHERE {IsFenced("g")}";
        string known = looksFirst ? "\nUNION ALL\nSELECT -g.place FROM given g WHERE (g.wallet IN (SELECT k.wallet FROM known k)) IS TRUE" : "";
        return $"WITH {string.Join(",\n", steps)}\n{places}{known}";
    }

    private const string Given =
        """
        given AS MATERIALIZED (
            SELECT * FROM unnest($1::text[], $2::bigint[], $3::bigint[], $4::bigint[])
            WITH ORDINALITY AS g (wallet, expected, version, next_due, place)),
        entries AS MATERIALIZED (
            SELECT * FROM unnest($5::text[], $6::bigint[], $7::bigint[], $8::uuid[], string_to_array($9::text, E'\n'))
            AS e (wallet, version, at, operation, entry))
        """;

    private string KnownOperations =>
        $"""
        SELECT e.wallet FROM entries e
        WHERE (SELECT true FROM {tables.Journal} j WHERE j.wallet = e.wallet AND j.operation = e.operation)
        """;

    private string KnownSubjects =>
        $"""
        SELECT t.wallet FROM touched t
        WHERE t.is_new AND (SELECT true FROM {tables.Subjects} s WHERE s.wallet = t.wallet AND s.subject = t.subject)
        """;

    private string Touched =>
        $"""
        made AS (
            INSERT INTO {tables.Subjects} (version, subject, kind, wallet)
            SELECT t.version, t.subject, t.kind, t.wallet FROM touched t
            WHERE t.is_new AND {IsFenced("t")}),
        moved AS (
            INSERT INTO {tables.Subjects} (version, subject, kind, wallet)
            SELECT t.version, t.subject, t.kind, t.wallet FROM touched t
            WHERE NOT t.is_new AND {IsFenced("t")}
            ON CONFLICT (wallet, subject) DO UPDATE SET version = excluded.version)
        """;

    private string TouchedAlone(bool mayBeKnown) =>
        $"""
        ,
        touched AS (
            INSERT INTO {tables.Subjects} (version, subject, kind, wallet)
            SELECT fenced.version, $7, $8, $1 FROM fenced
            {(mayBeKnown ? "ON CONFLICT (wallet, subject) DO UPDATE SET version = excluded.version" : "")})
        """;

    /// <summary>A wallet's row is inserted, or locked and, at the expected version, updated: one pass in the order of ids does for old and new wallets.</summary>
    private string Fenced(string onlyUnknown) =>
        $"""
        fenced AS (
            INSERT INTO {tables.Wallets} AS w (wallet, version, previous, next_due)
            SELECT g.wallet, g.version, g.expected, g.next_due FROM given g
            WHERE (g.expected = 0 OR (SELECT true FROM {tables.Wallets} x WHERE x.wallet = g.wallet)) {onlyUnknown}
            ORDER BY g.wallet COLLATE "C"
            ON CONFLICT (wallet) DO UPDATE
            SET version = excluded.version, previous = excluded.previous, next_due = excluded.next_due
            WHERE w.version = excluded.previous
            RETURNING w.wallet)
        """;

    /// <summary>
    /// The same where all wallets exist: rows are locked in the same order and updated, without being inserted or else looked up, locked and
    /// logged first. For sessions of the store. An array of one cannot be hashed or merged, so the planner has nothing but to look up each
    /// wallet by index, however few there are when the plan is made. Pays in the benchmark <c>load --store postgres --wallets 10000 --zipf 1</c>.
    /// </summary>
    private string FencedKnown =>
        $"""
        fenced AS (
            UPDATE {tables.Wallets} w SET version = g.version, previous = g.expected, next_due = g.next_due
            FROM (SELECT * FROM given ORDER BY wallet COLLATE "C") g
            WHERE w.wallet = ANY (ARRAY[g.wallet]) AND w.version = g.expected
            RETURNING w.wallet, g.place)
        """;

    private string Written =>
        $"""
        written AS (
            INSERT INTO {tables.Journal} (version, at, operation, wallet, entry)
            SELECT e.version, e.at, e.operation, e.wallet, e.entry FROM entries e
            WHERE {IsFenced("e")})
        """;

    /// <summary>As a truth value rather than a join: it is looked up in a hash, however wrong the planner is about their number.</summary>
    private static string IsFenced(string row) => $"({row}.wallet IN (SELECT f.wallet FROM fenced f)) IS TRUE";
}
