namespace Credits.PostgreSql;

/// <summary>A connection could not be opened. What was to be done with it was not begun; <see cref="Exception.InnerException"/> says why.</summary>
internal sealed class OpeningException(Exception cause) : Exception(cause.Message, cause);
