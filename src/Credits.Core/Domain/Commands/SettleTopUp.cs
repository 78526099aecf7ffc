using Credits.Journal;

namespace Credits.Domain;

/// <summary>
/// What became of an attempt to buy credits. Provider, webhook and administrator may each say it, in words of their own: it is the same operation,
/// whose id follows from the attempt's.
/// </summary>
internal abstract record SettleTopUp(Actor Actor, string Attempt) : Command(Actor)
{
    public abstract string Operation { get; }

    public sealed override string ContentActor => Actor.System.Id;

    public sealed override JournalKey[] Lookups(string operation) => [new(JournalKeyKind.TopUp, Attempt)];

    public sealed override void WriteContent(ContentWriter content) => content.Field("attempt", Attempt);
}
