namespace Credits.Sqlite;

/// <summary>When a commit is on the disk. In every mode a commit survives the end of its process, also by force.</summary>
public enum SqliteSynchronous
{
    /// <summary>Before it is answered: it survives a loss of power. The default.</summary>
    Full,

    /// <summary>
    /// Some time later: a loss of power, or a crash of the operating system, may take the newest commits, answered ones too. The file stays
    /// sound, each wallet whole up to some version. For what can be lost: tests, imports that can be run again.
    /// </summary>
    Normal,
}
