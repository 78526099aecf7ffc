using System.Globalization;
using Credits.Notifications;

namespace Credits.Notifiers;

/// <summary>The letters' English. Thread-safe.</summary>
public sealed class EnglishNoticeTexts : INoticeTexts
{
    /// <inheritdoc/>
    public CultureInfo Culture { get; } = EnglishCulture.Language;

    /// <inheritdoc/>
    public NoticeText Write(NoticeLetter letter)
    {
        ArgumentNullException.ThrowIfNull(letter);
        NoticeText text = letter.Notice switch
        {
            LimitReached { IsHard: true } limit => HardLimit(letter, limit),
            LimitReached limit => SoftLimit(letter, limit),
            CreditsExhausted => new(
                $"{letter.WalletName} has used all its credits",
                ["The last available credits were used. Until credits are added, features that cost credits are refused."]),
            CreditsInsufficient insufficient => new(
                $"{letter.WalletName} has too few credits",
                [
                    $"{letter.Notice.ActorName} asked for something that costs {Credits(letter, insufficient.Requested)}, but {Credits(letter, insufficient.Available)} "
                    + $"{(insufficient.Available == 1 ? "is" : "are")} available, so it was refused. Nothing was charged.",
                    "It can be tried again as soon as credits are added.",
                ]),
            LowBalance low => new(
                $"{letter.WalletName} has {Credits(letter, low.Available)} left",
                [$"The available credits have fallen below {letter.Amount(low.Threshold)}. Features go on working until they are used up."]),
            CreditsExpiring expiring => new(
                $"{Credits(letter, expiring.Amount)} of {letter.WalletName} expire soon",
                [$"Credits that are not used by {letter.Date(expiring.ExpiresAt)} are lost."])
            {
                Details = [new("Credits", letter.Amount(expiring.Amount)), new("Expire at", letter.Date(expiring.ExpiresAt)), new("Grant", expiring.Grant)],
            },
            ReservationExpired expired => new(
                $"A reservation of {letter.WalletName} ran out",
                [$"It was neither captured nor released in time, and {Credits(letter, expired.Amount)} came back."])
            {
                Details = [new("Reservation", expired.Reservation), new("Credits", letter.Amount(expired.Amount))],
            },
            PlanReset reset => new($"A new period began for {letter.WalletName}", [$"The plan “{reset.Plan}” has begun a new period."]),
            TopUpRequested requested => new(
                $"{letter.WalletName} buys {Credits(letter, requested.Amount)}",
                ["Few credits are left, so that more are being bought automatically."])
            {
                Details = [new("Credits", letter.Amount(requested.Amount)), new("Attempt", requested.Attempt)],
            },
            TopUpSuspended suspended => new(
                $"{letter.WalletName} buys no more credits by itself",
                [$"Buying credits automatically has failed {(suspended.Failures == 1 ? "once" : $"{letter.Amount(suspended.Failures)} times in a row")}. It goes on when an administrator resumes it, best after a look at the means of payment."])
            {
                Details = suspended.Reason is { } reason ? [new("Reason", reason), new("Attempt", suspended.Attempt)] : [new("Attempt", suspended.Attempt)],
            },
            _ => new($"A notice for {letter.WalletName}", [$"Notice “{WireNames.Of(letter.Notice.Kind)}”."]),
        };
        return text with
        {
            LinkText = "Look at the credits",
            Footer = $"Sent automatically because of credits of {letter.WalletName}, on {letter.Date(letter.Notice.At)}.",
        };
    }

    private static NoticeText SoftLimit(NoticeLetter letter, LimitReached limit) => new(
        $"{letter.WalletName} has used {Credits(letter, limit.Usage)}",
        [$"Usage has reached the alert at {Credits(letter, limit.Threshold)} of the limit “{limit.Policy}”. Nothing is stopped: features go on working."])
    {
        Details = Details(letter, limit, "Alert at"),
    };

    private static NoticeText HardLimit(NoticeLetter letter, LimitReached limit)
    {
        string what = limit.Usage >= limit.Threshold
            ? $"Usage has reached the limit “{limit.Policy}” of {Credits(letter, limit.Threshold)}."
            : $"A request was refused because it would have gone beyond the limit “{limit.Policy}” of {Credits(letter, limit.Threshold)}.";
        string until = limit.WindowEnd is { } end ? $"until usage starts anew at {letter.Date(end)}, or until an administrator raises the limit" : "until an administrator raises the limit";
        return new($"{letter.WalletName} has reached a limit on credits", [what, $"What goes beyond it is refused {until}."]) { Details = Details(letter, limit, "Limit") };
    }

    private static List<NoticeDetail> Details(NoticeLetter letter, LimitReached limit, string threshold)
    {
        List<NoticeDetail> details = [new("Used", letter.Amount(limit.Usage)), new(threshold, letter.Amount(limit.Threshold))];
        if (letter.UserName is { } user)
        {
            details.Add(new("User", user));
        }

        if (letter.FeatureName is { } feature)
        {
            details.Add(new("Feature", feature));
        }

        if (limit.WindowEnd is { } end)
        {
            details.Add(new("Starts anew at", letter.Date(end)));
        }

        return details;
    }

    private static string Credits(NoticeLetter letter, CreditAmount amount) => $"{letter.Amount(amount)} {(amount == 1 ? "credit" : "credits")}";
}
