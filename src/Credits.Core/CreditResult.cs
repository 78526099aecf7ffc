using System.Diagnostics.CodeAnalysis;

namespace Credits;

/// <summary>
/// The answer to a command: accepted with a value, or refused with a reason. A refusal is an expected answer, not an error;
/// <see cref="GetValueOrThrow"/> makes it one where that suits better. Immutable.
/// </summary>
/// <typeparam name="T">What an accepted command gives.</typeparam>
public readonly struct CreditResult<T>
    where T : notnull
{
    private readonly T? _value;
    private readonly bool _isAccepted;

    private CreditResult(T? value, Refusal? refusal, string? operation, bool isReplayed, WalletTotals? totals)
    {
        _value = value;
        _isAccepted = refusal is null;
        Refusal = refusal;
        Operation = operation;
        IsReplayed = isReplayed;
        Totals = totals;
    }

    /// <summary>Whether the command was accepted, now or before.</summary>
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool IsAccepted => _isAccepted;

    /// <summary>Whether this operation had been accepted before and this is the original answer. Semantics, section 10.</summary>
    public bool IsReplayed { get; }

    /// <summary>Why the command was refused; null where it was accepted.</summary>
    public Refusal? Refusal { get; }

    /// <summary>The operation's id, given or made up; null for reads and refusals.</summary>
    public string? Operation { get; }

    /// <summary>What the wallet held after the command; null where nothing about the wallet may be said, or there is none.</summary>
    public WalletTotals? Totals { get; }

    /// <summary>What the accepted command gave.</summary>
    /// <exception cref="CreditsRefusedException">The command was refused.</exception>
    public T Value => GetValueOrThrow();

    /// <summary>Gives the value, or makes the refusal an exception.</summary>
    /// <returns>What the accepted command gave.</returns>
    /// <exception cref="CreditsRefusedException">The command was refused.</exception>
    /// <exception cref="InvalidOperationException">This is <c>default</c>, no answer of any command.</exception>
    public T GetValueOrThrow() => _isAccepted
        ? _value!
        : throw (Refusal is null ? new InvalidOperationException("This CreditResult is default: no command has answered it.") : new CreditsRefusedException(Refusal));

    /// <summary>Gives the value where the command was accepted.</summary>
    /// <param name="value">What the accepted command gave.</param>
    /// <returns>Whether it was accepted.</returns>
    public bool TryGetValue([MaybeNullWhen(false)] out T value)
    {
        value = _value;
        return IsAccepted;
    }

    /// <summary>The outcome for logs.</summary>
    /// <returns>Text for people.</returns>
    public override string ToString() => _isAccepted
        ? $"{(IsReplayed ? "replayed" : "accepted")}: {_value}"
        : Refusal is { } refusal ? $"refused: {WireNames.Of(refusal.Code)}: {refusal.Message}"
        : "no answer";

    internal static CreditResult<T> Accept(T value, string? operation, bool isReplayed, WalletTotals totals) =>
        new(value, null, operation, isReplayed, totals);

    internal static CreditResult<T> Refuse(Refusal refusal, WalletTotals? totals) => new(default, refusal, null, isReplayed: false, totals);

    /// <summary>The same answer about another value.</summary>
    internal CreditResult<TOther> Select<TOther>(Func<T, TOther> selector)
        where TOther : notnull =>
        Refusal is null
            ? new CreditResult<TOther>(selector(_value!), null, Operation, IsReplayed, Totals)
            : new CreditResult<TOther>(default, Refusal, null, isReplayed: false, Totals);
}
