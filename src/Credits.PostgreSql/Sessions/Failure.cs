using System.Net.Sockets;
using Npgsql;

namespace Credits.PostgreSql;

/// <summary>What an exception of the driver means for who called.</summary>
/// <param name="Fate">What became of what was being written.</param>
/// <param name="IsTransient">Whether it may pass by itself.</param>
/// <param name="Message">What happened and what to do, in whole sentences.</param>
internal sealed record Failure(CommandFate Fate, bool IsTransient, string Message)
{
    /// <summary>Whether an exception is the driver's to explain; others are mistakes, or damage to what is stored, and say so themselves.</summary>
    public static bool IsDrivers(Exception error) => error is OpeningException or NpgsqlException or IOException or SocketException or TimeoutException;

    public static Failure Of(Exception error, TableNames tables)
    {
        OpeningException? opening = error as OpeningException;
        bool wasSent = opening is null;
        string where = opening is null ? "" : $" It was {opening.Where}.";
        Exception cause = opening?.InnerException ?? error;
        if (cause is PostgresException refused)
        {
            // An error in answer to a statement has undone it. Not so when the server ends the session: that may come after the commit.
            bool isKnown = !wasSent || !refused.SqlState.StartsWith("57P", StringComparison.Ordinal);
            return new(
                isKnown ? CommandFate.NotApplied : CommandFate.Unknown, IsPassing(refused.SqlState), Explain(refused, tables) + where);
        }

        string message = IsAbsent(cause)
            ? $"PostgreSQL cannot be reached: {Innermost(cause)}. See whether the server runs and the connection string names its host and port."
            : wasSent
                ? $"The connection to PostgreSQL was lost, or it did not answer in time: {Innermost(cause)}."
                : $"No connection to PostgreSQL could be opened: {Innermost(cause)}. See whether the connection string has all that the server asks for.";
        return new(wasSent ? CommandFate.Unknown : CommandFate.NotApplied, wasSent || IsPassing(cause), message + where);
    }

    /// <summary>What the driver itself refuses, such as to log in without a password, it refuses again; what it could not send or hear may go through.</summary>
    private static bool IsPassing(Exception cause) => cause is IOException or SocketException or TimeoutException or NpgsqlException { IsTransient: true };

    /// <summary>What goes by itself: deadlocks and serialization, locks, too few connections, a server that starts, stops or only reads during a failover.</summary>
    private static bool IsPassing(string state) => state switch
    {
        PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.LockNotAvailable => true,
        PostgresErrorCodes.TooManyConnections or PostgresErrorCodes.ReadOnlySqlTransaction => true,
        _ => state.StartsWith("57P", StringComparison.Ordinal) || state.StartsWith("08", StringComparison.Ordinal),
    };

    private static string Explain(PostgresException refused, TableNames tables)
    {
        string said = $"{refused.MessageText} ({refused.SqlState})";
        return refused.SqlState switch
        {
            PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification =>
                $"PostgreSQL refused the user name or password: {said}. Correct the connection string, or the server's pg_hba.conf.",
            PostgresErrorCodes.InvalidCatalogName => $"The database of the connection string does not exist: {said}. Create it, or correct the name.",
            PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName or PostgresErrorCodes.UndefinedColumn =>
                $"The tables in schema '{tables.Schema}' are missing or not this library's: {said}. Run 'credits migrate', or set PostgreSqlStoreOptions.MigrateAtStart.",
            PostgresErrorCodes.InsufficientPrivilege =>
                $"The database user lacks a right: {said}. It needs USAGE on schema '{tables.Schema}', and SELECT, INSERT, UPDATE and DELETE on its tables.",
            PostgresErrorCodes.DiskFull => $"The server's disk is full: {said}. Make room, then try again.",
            PostgresErrorCodes.TooManyConnections => $"The server takes no more connections: {said}. Raise its max_connections, or lower PostgreSqlStoreOptions.MaxConnections.",
            PostgresErrorCodes.ReadOnlySqlTransaction => $"The server or the transaction only reads: {said}. Connect to the primary, not to a standby; see default_transaction_read_only; begin the transaction to read and write.",
            PostgresErrorCodes.UniqueViolation => $"The tables do not agree with each other: {said}. Verify the wallets.",
            PostgresErrorCodes.LockNotAvailable => $"Another transaction holds the wallet: {said}. Keep transactions that debit credits short.",
            PostgresErrorCodes.QueryCanceled => $"The statement was cancelled or took longer than the server's statement_timeout: {said}.",
            PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected => $"The transaction got in another's way: {said}. Try again.",
            _ when refused.SqlState.StartsWith("57P", StringComparison.Ordinal) => $"PostgreSQL is starting, stopping or ended the session: {said}.",
            _ => $"PostgreSQL refused: {said}.",
        };
    }

    private static bool IsAbsent(Exception error)
    {
        for (Exception? e = error; e is not null; e = e.InnerException)
        {
            if (e is SocketException { SocketErrorCode: SocketError.ConnectionRefused or SocketError.HostNotFound or SocketError.HostUnreachable or SocketError.NetworkUnreachable or SocketError.AddressNotAvailable })
            {
                return true;
            }
        }

        return false;
    }

    private static string Innermost(Exception error) => error.GetBaseException().Message.TrimEnd('.');
}
