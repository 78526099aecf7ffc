namespace Credits.AspNetCore.Api.Models;

/// <summary>A grant and what became of its credits.</summary>
internal sealed record GrantAnswer(
    string Grant,
    string Kind,
    string State,
    int Priority,
    string EffectiveAt,
    string? ExpiresAt,
    string? Note,
    string Amount,
    string Remaining,
    string Reserved,
    string Consumed,
    string Expired,
    string Voided,
    int? BurnPlace)
{
    public static GrantAnswer Of(CreditGrant grant) => new(
        grant.Id,
        WireNames.Of(grant.Kind),
        WireNames.Of(grant.State),
        grant.Priority,
        WireText.Of(grant.EffectiveAt),
        grant.ExpiresAt is { } expires ? WireText.Of(expires) : null,
        grant.Note,
        grant.Amount.ToString(),
        grant.Remaining.ToString(),
        grant.Reserved.ToString(),
        grant.Consumed.ToString(),
        grant.Expired.ToString(),
        grant.Voided.ToString(),
        grant.BurnPlace);
}

/// <summary>Some of the wallet's grants.</summary>
internal sealed record GrantsAnswer(IReadOnlyList<GrantAnswer> Grants, int Total);
