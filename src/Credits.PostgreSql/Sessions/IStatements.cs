using Npgsql;

namespace Credits.PostgreSql;

/// <summary>Where statements run: on a session of the store, or in a transaction of the host. For one at a time.</summary>
internal interface IStatements
{
    /// <summary>A statement of this text, prepared where it pays; its parameters are made the first time, and given values before each use.</summary>
    ValueTask<NpgsqlCommand> PrepareAsync(string sql, Func<NpgsqlParameter[]> parameters, CancellationToken cancellationToken);
}
