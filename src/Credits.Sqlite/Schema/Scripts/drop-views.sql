-- Every view that any version had. They hold nothing; the other two scripts of views make the newest again.

DROP VIEW IF EXISTS credits_grants;
DROP VIEW IF EXISTS credits_open_reservations;
DROP VIEW IF EXISTS credits_moves_since;
DROP VIEW IF EXISTS credits_events_since;
DROP VIEW IF EXISTS credits_states;
DROP VIEW IF EXISTS credits_transactions;
DROP VIEW IF EXISTS credits_row_events;
DROP VIEW IF EXISTS credits_row_kinds;
DROP VIEW IF EXISTS credits_balances;
DROP VIEW IF EXISTS credits_entries;
