namespace Credits.PostgreSql;

/// <summary>Another transaction, usually one of the host, holds a wallet for longer than a group waits; nothing was written.</summary>
internal sealed class WalletHeldException(Exception cause) : Exception(cause.Message, cause);
