-- Views for people; the store reads none of them. They hold nothing, so each migration makes them anew. docs/sqlite.md describes them.
-- Amounts: 'x_micro' is exact, in millionths of a credit; 'x' is the same in credits. Instants: texts in UTC with microseconds.

CREATE VIEW credits_entries AS
SELECT w.wallet, j.version, j.entry
FROM credits_wallets AS w
JOIN credits_journal AS j ON j.wallet_number = w.number;

CREATE VIEW credits_balances AS
SELECT
    wallet,
    available_micro / 1000000.0 AS available,
    reserved_micro / 1000000.0 AS reserved,
    version,
    strftime('%Y-%m-%dT%H:%M:%S', t / 1000000, 'unixepoch') || printf('.%06dZ', t % 1000000) AS at,
    available_micro,
    reserved_micro
FROM (
    SELECT
        w.wallet,
        j.version,
        json_extract(j.entry, '$.t') AS t,
        json_extract(j.entry, '$.b') AS available_micro,
        coalesce(json_extract(j.entry, '$.r'), 0) AS reserved_micro
    FROM credits_wallets AS w
    JOIN credits_journal AS j
        ON j.wallet_number = w.number
        AND j.version = (SELECT max(newest.version) FROM credits_journal AS newest WHERE newest.wallet_number = w.number)
);

-- Which events are rows of the ledger: as what kind, which way they move the balance, and whether they are rows without an amount too.
CREATE VIEW credits_row_kinds AS
SELECT column1 AS event, column2 AS kind, column3 AS type, column4 AS sign, column5 AS without_amount
FROM (VALUES
    ('grant_issued', 'grant_issued', 'credit', 1, 0),
    ('grant_activated', 'grant_issued', 'credit', 1, 0),
    ('returned', 'returned', 'credit', 1, 0),
    ('reservation_expired', 'reservation_expired', 'credit', 1, 0),
    ('refunded', 'refunded', 'credit', 1, 0),
    ('consumed', 'consumed', 'debit', -1, 1),
    ('reserved', 'reserved', 'debit', -1, 1),
    ('overage', 'overage', 'debit', -1, 1),
    ('grant_expired', 'grant_expired', 'debit', -1, 0),
    ('grant_voided', 'grant_voided', 'debit', -1, 0));

-- The events that are rows. 'settled' is the reservation_settled before one in its entry, for those that lean on it.
CREATE VIEW credits_row_events AS
SELECT
    w.wallet, j.wallet_number, j.version, j.entry, e.key AS place, e.value AS event, k.event AS name, k.kind, k.type, k.sign,
    json_extract(e.value, '$.m') AS amount_micro,
    CASE WHEN k.event IN ('overage', 'returned', 'reservation_expired') THEN (
        SELECT s.value FROM json_each(j.entry, '$.e') AS s
        WHERE s.key < e.key AND json_extract(s.value, '$."$"') = 'reservation_settled'
        ORDER BY s.key DESC LIMIT 1) END AS settled
FROM credits_wallets AS w
JOIN credits_journal AS j ON j.wallet_number = w.number
JOIN json_each(j.entry, '$.e') AS e
JOIN credits_row_kinds AS k ON k.event = json_extract(e.value, '$."$"')
WHERE (k.without_amount OR json_extract(e.value, '$.m') > 0) AND json_extract(e.value, '$.scheduled') IS NULL;

CREATE VIEW credits_transactions AS
SELECT
    wallet,
    sequence,
    strftime('%Y-%m-%dT%H:%M:%S', t / 1000000, 'unixepoch') || printf('.%06dZ', t % 1000000) AS at,
    type,
    kind,
    amount_micro / 1000000.0 AS amount,
    balance_micro / 1000000.0 AS balance,
    actor_id,
    actor_name,
    feature,
    CASE WHEN quantity_type = 'integer' THEN quantity_micro / 1000000.0 END AS quantity,
    reservation,
    grant_id,
    operation,
    reason,
    grants,
    version,
    amount_micro,
    balance_micro,
    quantity_micro
FROM (
    SELECT
        r.wallet,
        r.version,
        r.type,
        r.kind,
        r.amount_micro,
        json_extract(r.entry, '$.t') AS t,
        json_extract(r.entry, '$.s') + (
            SELECT count(*) FROM credits_row_events AS b
            WHERE b.wallet = r.wallet AND b.version = r.version AND b.place < r.place) AS sequence,
        json_extract(r.entry, '$.b') - (
            SELECT coalesce(sum(l.sign * l.amount_micro), 0) FROM credits_row_events AS l
            WHERE l.wallet = r.wallet AND l.version = r.version AND l.place > r.place) AS balance_micro,
        CASE r.name
            WHEN 'grant_activated' THEN json_extract(r.event, '$.by.a')
            ELSE coalesce(json_extract(r.entry, '$.a'), 'system') END AS actor_id,
        CASE r.name
            WHEN 'grant_activated' THEN coalesce(json_extract(r.event, '$.by.n'), json_extract(r.event, '$.by.a'))
            ELSE coalesce(json_extract(r.entry, '$.n'), json_extract(r.entry, '$.a'), 'System') END AS actor_name,
        CASE r.name
            WHEN 'refunded' THEN json_extract(r.event, '$.charge.f')
            ELSE coalesce(json_extract(r.event, '$.f'), json_extract(r.settled, '$.f')) END AS feature,
        json_type(r.event, '$.q') AS quantity_type,
        json_extract(r.event, '$.q') AS quantity_micro,
        CASE r.name
            WHEN 'reserved' THEN coalesce(json_extract(r.event, '$.i'), json_extract(r.entry, '$.o'))
            WHEN 'refunded' THEN CASE WHEN json_extract(r.event, '$.charge.as') IS NOT NULL THEN json_extract(r.event, '$.charge.i') END
            ELSE coalesce(json_extract(r.event, '$.i'), json_extract(r.settled, '$.i')) END AS reservation,
        CASE r.name
            WHEN 'grant_issued' THEN coalesce(json_extract(r.event, '$.g'), json_extract(r.entry, '$.o'))
            ELSE json_extract(r.event, '$.g') END AS grant_id,
        CASE r.name
            WHEN 'grant_activated' THEN json_extract(r.event, '$.by.o')
            ELSE json_extract(r.entry, '$.o') END AS operation,
        coalesce(json_extract(r.event, '$.reason'), json_extract(r.event, '$.note')) AS reason,
        CASE json_type(r.event, '$.l')
            WHEN 'text' THEN json_array(json_array(json_extract(r.event, '$.l'), r.amount_micro))
            ELSE json_extract(r.event, '$.l') END AS grants
    FROM credits_row_events AS r
);
