-- The tables of schema version 1. Each name's 'credits_' is replaced by the host's prefix. docs/sqlite.md describes them.

CREATE TABLE credits_wallets (
    number INTEGER PRIMARY KEY,
    wallet TEXT NOT NULL UNIQUE,
    next_due INTEGER
);

CREATE INDEX credits_wallets_due ON credits_wallets (next_due) WHERE next_due IS NOT NULL;

-- In the order of commits, so that entries of many wallets fill a page together. The entry is JSON, see docs/journal-format.md.
CREATE TABLE credits_journal (
    id INTEGER PRIMARY KEY,
    wallet_number INTEGER NOT NULL,
    version INTEGER NOT NULL,
    entry TEXT NOT NULL
);

CREATE UNIQUE INDEX credits_journal_version ON credits_journal (wallet_number, version);

-- Operations by 64 bits derived from their ids. Two may share them: the entry says which id it is.
CREATE TABLE credits_operations (
    wallet_number INTEGER NOT NULL,
    operation INTEGER NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (wallet_number, operation, version)
) WITHOUT ROWID;

-- The newest entry that touched a reservation, or the charge of a consume. A reservation named as its operation has none until it is touched again.
CREATE TABLE credits_subjects (
    wallet_number INTEGER NOT NULL,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (wallet_number, kind, id)
) WITHOUT ROWID;

CREATE TABLE credits_snapshots (
    wallet_number INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    state BLOB NOT NULL
);

-- Notices that no channel has got yet. What they say is in their entries.
CREATE TABLE credits_outbox (
    wallet_number INTEGER NOT NULL,
    number INTEGER NOT NULL,
    version INTEGER NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (wallet_number, number)
) WITHOUT ROWID;

-- The channels: notifiers, of whatever process, by their names.
CREATE TABLE credits_channels (
    channel TEXT NOT NULL PRIMARY KEY
) WITHOUT ROWID;

-- When a channel may have a wallet's notices: after the lease or the pause before the next attempt. There is a turn where something waits.
CREATE TABLE credits_turns (
    channel TEXT NOT NULL,
    wallet_number INTEGER NOT NULL,
    next_at INTEGER NOT NULL,
    PRIMARY KEY (channel, wallet_number)
) WITHOUT ROWID;

CREATE INDEX credits_turns_next ON credits_turns (channel, next_at);

-- Notices that wait for a channel, or that it has parked.
CREATE TABLE credits_deliveries (
    channel TEXT NOT NULL,
    wallet_number INTEGER NOT NULL,
    number INTEGER NOT NULL,
    version INTEGER NOT NULL,
    at INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    parked_at INTEGER,
    reason TEXT,
    PRIMARY KEY (channel, wallet_number, number)
) WITHOUT ROWID;

CREATE INDEX credits_deliveries_waiting ON credits_deliveries (channel, at) WHERE parked_at IS NULL;
CREATE INDEX credits_deliveries_parked ON credits_deliveries (wallet_number, number, channel) WHERE parked_at IS NOT NULL;
