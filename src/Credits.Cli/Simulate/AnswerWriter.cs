using System.Text.Json;
using Credits.Cli.Output;

namespace Credits.Cli.Simulate;

/// <summary>Writes the line that answers a command.</summary>
internal sealed class AnswerWriter(ResultLines lines, Summary? summary)
{
    /// <summary>The answer of the library, with what an accepted command gave.</summary>
    /// <param name="head">The command.</param>
    /// <param name="result">The answer.</param>
    /// <param name="writeValue">Writes the value's fields.</param>
    public void Write<T>(in CommandHead head, in CreditResult<T> result, Action<Utf8JsonWriter, T> writeValue)
        where T : notnull
    {
        if (!result.TryGetValue(out T? value))
        {
            WriteRefused(head, result.Refusal!, result.Totals, null);
            return;
        }

        Utf8JsonWriter json = Begin(head, result.IsReplayed ? AnswerStatus.Replayed : AnswerStatus.Accepted, result.Totals);
        if (result.Operation is { } operation)
        {
            json.WriteString("operation"u8, operation);
        }

        writeValue(json, value);
        lines.End();
    }

    /// <summary>A refusal.</summary>
    /// <param name="head">The command.</param>
    /// <param name="refusal">Why.</param>
    /// <param name="totals">What the wallet holds, where it may be said.</param>
    /// <param name="price">The price, of a quote that has one.</param>
    public void WriteRefused(in CommandHead head, Refusal refusal, WalletTotals? totals, CreditAmount? price)
    {
        Utf8JsonWriter json = Begin(head, AnswerStatus.Refused, totals);
        if (price is { } amount)
        {
            json.WriteAmount("amount"u8, amount);
        }

        json.WriteString("code"u8, WireNames.Of(refusal.Code));
        json.WriteString("message"u8, refusal.Message);
        switch (refusal)
        {
            case HardLimitRefusal limit:
                json.WriteString("policy"u8, limit.Policy);
                json.WriteAmount("usage"u8, limit.Usage);
                json.WriteAmount("threshold"u8, limit.Threshold);
                json.WriteAmount("remaining"u8, limit.Remaining);
                json.WriteInstant("resetsAt"u8, limit.ResetsAt);
                break;
            case InsufficientCreditsRefusal insufficient:
                // What is available stands at the head of the line already.
                json.WriteAmount("requested"u8, insufficient.Requested);
                json.WriteAmount("shortfall"u8, insufficient.Shortfall);
                break;
        }

        lines.End();
    }

    /// <summary>A command that can never be right.</summary>
    public void WriteInvalid(in CommandHead head, InvalidField invalid)
    {
        Utf8JsonWriter json = Begin(head, AnswerStatus.Invalid, null);
        json.WriteString("code"u8, invalid.Code);
        json.WriteString("field"u8, invalid.Field);
        lines.End();
    }

    /// <summary>A command about no wallet in particular.</summary>
    public void WriteDone(in CommandHead head)
    {
        Begin(head, AnswerStatus.Accepted, null);
        lines.End();
    }

    /// <summary>Begins the line of an answer whose fields the caller writes.</summary>
    public Utf8JsonWriter Begin(in CommandHead head, AnswerStatus status, WalletTotals? totals)
    {
        summary?.Count(head.Kind, status);
        Utf8JsonWriter json = lines.Begin();
        json.WriteNumber("line"u8, head.Line);
        json.WriteString("op"u8, head.Kind.Name);
        json.WriteString("status"u8, WireNames.Of(status));
        if (totals is { } held)
        {
            summary?.See(head.Wallet);
            json.WriteAmount("available"u8, held.Available);
            json.WriteAmount("reserved"u8, held.Reserved);
        }

        return json;
    }
}
