using System.Text.Json;
using Credits.Domain;

namespace Credits.Journal;

/// <summary>
/// What was taken from lots, or came back to them. Usually one lot has it all: then its id stands alone, and the amount beside
/// it is the lot's. Otherwise a list of <c>[lot, amount]</c>, for a return that went elsewhere <c>[lot, amount, receiver]</c>.
/// </summary>
internal static class AllocationCodec
{
    public static void Write(Utf8JsonWriter json, AllocationList allocations, CreditAmount total)
    {
        if (allocations is [var only] && only.Amount == total)
        {
            json.WriteString(Field.Lots, only.Grant);
        }
        else
        {
            WriteList(json, Field.Lots, allocations);
        }
    }

    public static AllocationList Read(JsonElement json, CreditAmount total) =>
        json.Has(Field.Lots, out JsonElement lots) && lots.ValueKind == JsonValueKind.String
            ? new(lots.GetString()!, total)
            : ReadList(json, Field.Lots);

    public static void WriteList(Utf8JsonWriter json, JsonEncodedText field, AllocationList allocations)
    {
        if (allocations.Count == 0)
        {
            return;
        }

        json.WriteStartArray(field);
        foreach (Allocation allocation in allocations)
        {
            json.WriteStartArray();
            json.WriteStringValue(allocation.Grant);
            json.WriteNumberValue(allocation.Amount.Micro);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    public static AllocationList ReadList(JsonElement json, JsonEncodedText field) =>
        json.Has(field, out JsonElement list)
            ? [.. list.EnumerateArray().Select(a => new Allocation(a[0].GetString()!, CreditAmount.FromMicro(a[1].GetInt64())))]
            : [];

    public static void Write(Utf8JsonWriter json, ReturnMove[] moves, CreditAmount total)
    {
        if (moves is [var only] && only.Amount == total && IsHome(only))
        {
            json.WriteString(Field.Lots, only.Source);
            return;
        }

        if (moves.Length == 0)
        {
            return;
        }

        json.WriteStartArray(Field.Lots);
        foreach (ReturnMove move in moves)
        {
            json.WriteStartArray();
            json.WriteStringValue(move.Source);
            json.WriteNumberValue(move.Amount.Micro);
            if (!IsHome(move))
            {
                json.WriteStringValue(move.Receiver);
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    public static ReturnMove[] ReadMoves(JsonElement json, CreditAmount total)
    {
        if (!json.Has(Field.Lots, out JsonElement lots))
        {
            return [];
        }

        if (lots.ValueKind == JsonValueKind.String)
        {
            string lot = lots.GetString()!;
            return [new(lot, lot, total)];
        }

        return [.. lots.EnumerateArray().Select(ReadMove)];
    }

    private static ReturnMove ReadMove(JsonElement move)
    {
        string source = move[0].GetString()!;
        return new(source, move.GetArrayLength() > 2 ? move[2].GetString()! : source, CreditAmount.FromMicro(move[1].GetInt64()));
    }

    private static bool IsHome(in ReturnMove move) => string.Equals(move.Source, move.Receiver, StringComparison.Ordinal);
}
