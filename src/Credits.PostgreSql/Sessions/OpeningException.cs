using Npgsql;

namespace Credits.PostgreSql;

/// <summary>A connection could not be opened. What was to be done with it was not begun; <see cref="Exception.InnerException"/> says why.</summary>
internal sealed class OpeningException(Exception cause, NpgsqlDataSource dataSource) : Exception(cause.Message, cause)
{
    /// <summary>Which server, database and user it was, without the password.</summary>
    public string Where { get; } = Describe(new(dataSource.ConnectionString));

    private static string Describe(NpgsqlConnectionStringBuilder connection) => FormattableString.Invariant(
        $"{connection.Host}:{connection.Port}, database '{connection.Database ?? connection.Username}', user '{connection.Username}'");
}
