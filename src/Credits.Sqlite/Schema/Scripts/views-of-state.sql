-- Views of wallets as they stand; see views-of-journal.sql for what holds of all views.

-- The state of each wallet's snapshot, and the events after it: together they are the wallet as it stands, without reading all its past.
CREATE VIEW credits_states AS
SELECT wallet_number, version, CAST(state AS TEXT) AS state
FROM credits_snapshots
WHERE json_valid(CAST(state AS TEXT));

CREATE VIEW credits_events_since AS
SELECT
    j.wallet_number, j.version, json_extract(e.value, '$."$"') AS name, e.value AS event,
    json_extract(j.entry, '$.t') AS t, json_extract(j.entry, '$.o') AS operation, coalesce(json_extract(j.entry, '$.a'), 'system') AS actor_id
FROM credits_wallets AS w
LEFT JOIN credits_states AS s ON s.wallet_number = w.number
JOIN credits_journal AS j ON j.wallet_number = w.number AND j.version > coalesce(s.version, 0)
JOIN json_each(j.entry, '$.e') AS e;

-- What those events moved between the parts of grants. A part that came back may go to another grant, the third of [from, amount, to].
CREATE VIEW credits_moves_since AS
SELECT
    e.wallet_number, e.name, json_extract(l.value, '$[0]') AS source, json_extract(l.value, '$[1]') AS amount_micro,
    json_extract(l.value, '$[2]') AS receiver
FROM credits_events_since AS e
JOIN json_each(CASE json_type(e.event, '$.l')
    WHEN 'text' THEN json_array(json_array(json_extract(e.event, '$.l'), json_extract(e.event, '$.m')))
    ELSE json_extract(e.event, '$.l') END) AS l
WHERE e.name IN ('consumed', 'reserved', 'overage', 'reservation_settled', 'returned', 'reservation_expired', 'refunded');

-- Here and below, each wallet's rows are put together as a JSON array and taken apart again: so SQLite looks at one wallet alone where one
-- is asked for, which it does not through a plain GROUP BY over several sources.
CREATE VIEW credits_open_reservations AS
SELECT
    wallet,
    reservation,
    feature,
    user,
    amount_micro / 1000000.0 AS amount,
    strftime('%Y-%m-%dT%H:%M:%S', made / 1000000, 'unixepoch') || printf('.%06dZ', made % 1000000) AS reserved_at,
    strftime('%Y-%m-%dT%H:%M:%S', expires / 1000000, 'unixepoch') || printf('.%06dZ', expires % 1000000) AS expires_at,
    amount_micro
FROM (
    SELECT
        w.wallet,
        json_extract(r.value, '$.reservation') AS reservation,
        json_extract(r.value, '$.feature') AS feature,
        json_extract(r.value, '$.user') AS user,
        json_extract(r.value, '$.amount') AS amount_micro,
        json_extract(r.value, '$.made') AS made,
        json_extract(r.value, '$.expires') AS expires
    FROM credits_wallets AS w
    JOIN json_each((
        SELECT json_group_array(json_object(
            'reservation', reservation, 'feature', feature, 'user', user, 'amount', amount, 'made', made, 'expires', expires))
        FROM (
            SELECT
                reservation, max(feature) AS feature, max(user) AS user, max(amount) AS amount, max(made) AS made, max(expires) AS expires
            FROM (
                SELECT
                    json_extract(o.value, '$.i') AS reservation, json_extract(o.value, '$.f') AS feature, json_extract(o.value, '$.u') AS user,
                    json_extract(o.value, '$.m') AS amount, json_extract(o.value, '$.d') AS made, json_extract(o.value, '$.expires') AS expires,
                    0 AS is_settled
                FROM credits_states AS s
                JOIN json_each(s.state, '$.reservations') AS o
                WHERE s.wallet_number = w.number
                UNION ALL
                SELECT
                    coalesce(json_extract(event, '$.i'), operation), json_extract(event, '$.f'), coalesce(json_extract(event, '$.u'), actor_id),
                    json_extract(event, '$.m'), t, json_extract(event, '$.expires'), 0
                FROM credits_events_since
                WHERE wallet_number = w.number AND name = 'reserved'
                UNION ALL
                SELECT
                    json_extract(event, '$.i'), NULL, NULL, NULL, NULL, json_extract(event, '$.expires'), name = 'reservation_settled'
                FROM credits_events_since
                WHERE wallet_number = w.number AND name IN ('reservation_extended', 'reservation_settled')
            )
            GROUP BY reservation
            HAVING max(is_settled) = 0
        ))) AS r
);

-- Stages of a grant: 1 scheduled, 2 open, 3 ended; it only goes on.
CREATE VIEW credits_grants AS
SELECT
    wallet,
    grant_id,
    kind,
    CASE stage WHEN 1 THEN 'scheduled' WHEN 2 THEN 'open' ELSE 'ended' END AS state,
    priority,
    strftime('%Y-%m-%dT%H:%M:%S', effective / 1000000, 'unixepoch') || printf('.%06dZ', effective % 1000000) AS effective_at,
    strftime('%Y-%m-%dT%H:%M:%S', expires / 1000000, 'unixepoch') || printf('.%06dZ', expires % 1000000) AS expires_at,
    note,
    amount_micro / 1000000.0 AS amount,
    (amount_micro - reserved_micro - consumed_micro - expired_micro - voided_micro) / 1000000.0 AS remaining,
    reserved_micro / 1000000.0 AS reserved,
    consumed_micro / 1000000.0 AS consumed,
    expired_micro / 1000000.0 AS expired,
    voided_micro / 1000000.0 AS voided,
    amount_micro,
    amount_micro - reserved_micro - consumed_micro - expired_micro - voided_micro AS remaining_micro,
    reserved_micro,
    consumed_micro,
    expired_micro,
    voided_micro
FROM (
    SELECT
        w.wallet,
        json_extract(g.value, '$.grant_id') AS grant_id,
        json_extract(g.value, '$.kind') AS kind,
        json_extract(g.value, '$.stage') AS stage,
        json_extract(g.value, '$.priority') AS priority,
        json_extract(g.value, '$.effective') AS effective,
        json_extract(g.value, '$.expires') AS expires,
        json_extract(g.value, '$.note') AS note,
        json_extract(g.value, '$.amount') AS amount_micro,
        json_extract(g.value, '$.reserved') AS reserved_micro,
        json_extract(g.value, '$.consumed') AS consumed_micro,
        json_extract(g.value, '$.expired') AS expired_micro,
        json_extract(g.value, '$.voided') AS voided_micro
    FROM credits_wallets AS w
    JOIN json_each((
        SELECT json_group_array(json_object(
            'grant_id', grant_id, 'kind', kind, 'stage', stage, 'priority', priority, 'effective', effective, 'expires', expires, 'note', note,
            'amount', amount, 'reserved', reserved, 'consumed', consumed, 'expired', expired, 'voided', voided))
        FROM (
            SELECT
                grant_id, max(kind) AS kind, max(stage) AS stage, max(priority) AS priority, max(effective) AS effective, max(expires) AS expires,
                max(note) AS note, sum(amount) AS amount, sum(reserved) AS reserved, sum(consumed) AS consumed, sum(expired) AS expired,
                sum(voided) AS voided
            FROM (
                SELECT
                    json_extract(o.value, '$.g') AS grant_id, json_extract(o.value, '$.kind') AS kind,
                    CASE json_extract(o.value, '$.state') WHEN 'scheduled' THEN 1 WHEN 'ended' THEN 3 ELSE 2 END AS stage,
                    coalesce(json_extract(o.value, '$.priority'), 100) AS priority, json_extract(o.value, '$.effective') AS effective,
                    json_extract(o.value, '$.expires') AS expires, json_extract(o.value, '$.note') AS note,
                    json_extract(o.value, '$.m') AS amount, coalesce(json_extract(o.value, '$.reserved'), 0) AS reserved,
                    coalesce(json_extract(o.value, '$.consumed'), 0) AS consumed, coalesce(json_extract(o.value, '$.expired'), 0) AS expired,
                    coalesce(json_extract(o.value, '$.voided'), 0) AS voided
                FROM credits_states AS s
                JOIN json_each(s.state, '$.lots') AS o
                WHERE s.wallet_number = w.number
                UNION ALL
                SELECT
                    coalesce(json_extract(event, '$.g'), operation), json_extract(event, '$.kind'),
                    CASE name WHEN 'grant_scheduled' THEN 1 ELSE 2 END,
                    coalesce(json_extract(event, '$.priority'), 100), coalesce(json_extract(event, '$.effective'), t),
                    json_extract(event, '$.expires'), json_extract(event, '$.note'),
                    json_extract(event, '$.m'), 0, 0, 0, 0
                FROM credits_events_since
                WHERE wallet_number = w.number AND name IN ('grant_issued', 'grant_scheduled')
                UNION ALL
                SELECT
                    json_extract(event, '$.g'), NULL,
                    CASE WHEN name = 'grant_activated' THEN 2 WHEN name = 'grant_expired' OR json_extract(event, '$.ends') THEN 3 ELSE 0 END,
                    NULL, NULL, NULL, NULL,
                    0, 0, 0,
                    CASE name WHEN 'grant_expired' THEN json_extract(event, '$.m') ELSE 0 END,
                    CASE name WHEN 'grant_voided' THEN json_extract(event, '$.m') ELSE 0 END
                FROM credits_events_since
                WHERE wallet_number = w.number AND name IN ('grant_activated', 'grant_expired', 'grant_voided')
                UNION ALL
                SELECT
                    source, NULL, 0, NULL, NULL, NULL, NULL,
                    0,
                    CASE
                        WHEN name = 'reserved' THEN amount_micro
                        WHEN name IN ('reservation_settled', 'returned', 'reservation_expired') THEN -amount_micro
                        ELSE 0 END,
                    CASE
                        WHEN name IN ('consumed', 'overage', 'reservation_settled') THEN amount_micro
                        WHEN name = 'refunded' THEN -amount_micro
                        ELSE 0 END,
                    0,
                    CASE WHEN receiver IS NOT NULL THEN amount_micro ELSE 0 END
                FROM credits_moves_since
                WHERE wallet_number = w.number
                UNION ALL
                SELECT receiver, NULL, 0, NULL, NULL, NULL, NULL, amount_micro, 0, 0, 0, 0
                FROM credits_moves_since
                WHERE wallet_number = w.number AND receiver IS NOT NULL
            )
            GROUP BY grant_id
        ))) AS g
);
