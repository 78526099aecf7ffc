namespace Credits.PostgreSql;

/// <summary>
/// The tables. Every unique key leads with the wallet, and no key or sequence spans wallets, so that rows can be spread over servers by wallet.
/// Ids compare by bytes. Columns stand in the order that leaves no gaps between them; docs/postgresql.md explains each.
/// </summary>
internal static class TablesSql
{
    public static string Text(TableNames tables) =>
        $"""
        CREATE TABLE {tables.Wallets} (
            version bigint NOT NULL,
            previous bigint NOT NULL,
            next_due bigint,
            wallet text COLLATE "C" NOT NULL,
            CONSTRAINT wallets_pkey PRIMARY KEY (wallet)
        ) WITH (fillfactor = 70);
        CREATE INDEX wallets_due ON {tables.Wallets} (next_due, wallet) WHERE next_due IS NOT NULL;

        CREATE TABLE {tables.Journal} (
            version bigint NOT NULL,
            at bigint NOT NULL,
            operation uuid,
            wallet text COLLATE "C" NOT NULL,
            entry text NOT NULL,
            CONSTRAINT journal_pkey PRIMARY KEY (wallet, version)
        );
        CREATE UNIQUE INDEX journal_operation ON {tables.Journal} (wallet, operation) WHERE operation IS NOT NULL;

        CREATE TABLE {tables.Subjects} (
            version bigint NOT NULL,
            subject uuid NOT NULL,
            kind smallint NOT NULL,
            wallet text COLLATE "C" NOT NULL,
            CONSTRAINT subjects_pkey PRIMARY KEY (wallet, subject)
        );

        CREATE TABLE {tables.Snapshots} (
            version bigint NOT NULL,
            wallet text COLLATE "C" NOT NULL,
            state bytea NOT NULL,
            CONSTRAINT snapshots_pkey PRIMARY KEY (wallet)
        );

        CREATE TABLE {tables.Outbox} (
            number bigint NOT NULL,
            version bigint NOT NULL,
            wallet text COLLATE "C" NOT NULL,
            CONSTRAINT outbox_pkey PRIMARY KEY (wallet, number, version)
        );

        CREATE TABLE {tables.Channels} (
            channel text COLLATE "C" NOT NULL,
            CONSTRAINT channels_pkey PRIMARY KEY (channel)
        );

        CREATE TABLE {tables.Turns} (
            next_at bigint NOT NULL,
            wallet text COLLATE "C" NOT NULL,
            channel text COLLATE "C" NOT NULL,
            CONSTRAINT turns_pkey PRIMARY KEY (wallet, channel)
        );
        CREATE INDEX turns_next ON {tables.Turns} (channel, next_at, wallet);

        CREATE TABLE {tables.Deliveries} (
            number bigint NOT NULL,
            version bigint NOT NULL,
            at bigint NOT NULL,
            parked_at bigint,
            attempts integer NOT NULL DEFAULT 0,
            wallet text COLLATE "C" NOT NULL,
            channel text COLLATE "C" NOT NULL,
            reason text,
            CONSTRAINT deliveries_pkey PRIMARY KEY (wallet, channel, number, version)
        );
        CREATE INDEX deliveries_waiting ON {tables.Deliveries} (channel, at) WHERE parked_at IS NULL;
        CREATE INDEX deliveries_parked ON {tables.Deliveries} (wallet, number, channel) WHERE parked_at IS NOT NULL;

        """;
}
