namespace Credits.Cli.Simulate;

/// <summary>A kind of command: its name, its own fields in the order in which they are checked, and what it does.</summary>
internal sealed class OperationKind
{
    public OperationKind(string name, FieldName[] fields, Func<Commands, CommandHead, ValueTask> run, bool hasWallet = true, bool makesGrant = false, bool writes = true)
    {
        Name = name;
        Run = run;
        HasWallet = hasWallet;
        MakesGrant = makesGrant;
        Writes = writes;
        Known = Bit(FieldName.At) | Bit(FieldName.Op) | Bit(FieldName.Operation) | Bit(FieldName.Actor) | (hasWallet ? Bit(FieldName.Wallet) : 0);
        foreach (FieldName field in fields)
        {
            Known |= Bit(field);
        }
    }

    /// <summary>What <c>op</c> says.</summary>
    public string Name { get; }

    /// <summary>A bit for each field that it knows.</summary>
    public ulong Known { get; }

    /// <summary>Whether it is about one wallet.</summary>
    public bool HasWallet { get; }

    /// <summary>Whether its operation's id becomes a grant's where no id of a grant is given.</summary>
    public bool MakesGrant { get; }

    /// <summary>Whether it is an operation, with an id.</summary>
    public bool Writes { get; }

    /// <summary>Reads the command's own fields, calls the library and answers.</summary>
    public Func<Commands, CommandHead, ValueTask> Run { get; }

    private static ulong Bit(FieldName field) => 1UL << (int)field;
}
