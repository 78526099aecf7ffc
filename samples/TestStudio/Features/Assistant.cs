using Credits;

namespace TestStudio.Features;

/// <summary>Answers questions, priced by token. A guess is reserved; a longer answer is charged beyond it, a shorter one less.</summary>
internal sealed class Assistant(ICredits credits, SimulatedModel model)
{
    public const string Key = "assistant";

    private const int GuessedAnswerTokens = 60;

    public async Task<FeatureResult> RunAsync(WalletId wallet, Actor by, string question, string operation)
    {
        Quantity guess = Quantity.Of(("inputTokens", SimulatedModel.Tokens(question)), ("outputTokens", GuessedAnswerTokens));
        CreditResult<CreditReservation> reserved = await credits.ReserveAsync(wallet, Key, by, guess, operation: operation);
        if (reserved.Refusal is { } refusal)
        {
            return FeatureResult.Refused(refusal);
        }

        await using CreditReservation reservation = reserved.Value;
        (string text, int inputTokens, int outputTokens) = model.Answer(question);
        CreditResult<CaptureReceipt> captured = await reservation.CaptureAsync(Quantity.Of(("inputTokens", inputTokens), ("outputTokens", outputTokens)));
        return captured.Refusal is { } late
            ? FeatureResult.Refused(late)
            : new([text, $"{inputTokens} tokens read, {outputTokens} written."], captured.Value.Amount, captured.Totals!.Value.Available);
    }
}
