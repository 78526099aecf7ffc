using System.Globalization;
using System.Text.Json;
using Credits.Domain;
using NodaTime;

namespace Credits.Engine;

/// <summary>
/// Says where two states of a wallet differ. It compares them as snapshots write them, which is all that there is of a wallet: no field can be
/// forgotten here. Grants, reservations, limits and counts of usage are told by their ids, whatever their order.
/// </summary>
internal static class StateComparison
{
    private static readonly LocalDate Epoch = new(1970, 1, 1);
    private static readonly string[] Windows = [.. Enum.GetNames<UsageWindow>().Select(n => n.ToLowerInvariant())];

    /// <summary>The differences of two snapshots; at least one where their bytes are not the same.</summary>
    public static IReadOnlyList<StateDifference> Find(ReadOnlyMemory<byte> stored, ReadOnlyMemory<byte> replayed)
    {
        using JsonDocument ours = JsonDocument.Parse(stored);
        using JsonDocument theirs = JsonDocument.Parse(replayed);
        List<StateDifference> found = [];
        Compare(Place.Root, ours.RootElement, theirs.RootElement, found);
        return found.Count > 0 ? found : [new("order of grants or reservations", null, null, "another", "the journal's")];
    }

    private static void Compare(Place place, JsonElement? stored, JsonElement? replayed, List<StateDifference> found)
    {
        if (stored is { } ours && replayed is { } theirs)
        {
            if (JsonElement.DeepEquals(ours, theirs))
            {
                return;
            }

            if (ours.ValueKind == JsonValueKind.Object && theirs.ValueKind == JsonValueKind.Object)
            {
                CompareParts(place, Fields(ours), Fields(theirs), found);
                return;
            }

            if (ours.ValueKind == JsonValueKind.Array && theirs.ValueKind == JsonValueKind.Array)
            {
                CompareParts(place, Elements(place, ours), Elements(place, theirs), found);
                return;
            }
        }

        // A list that is left out is an empty one.
        if ((stored ?? replayed) is { ValueKind: JsonValueKind.Array } only && (stored is null || replayed is null))
        {
            Dictionary<string, JsonElement> elements = Elements(place, only);
            CompareParts(place, stored is null ? [] : elements, stored is null ? elements : [], found);
            return;
        }

        found.Add(new(place.Field, place.Grant, place.Reservation, StateText.Of(place.Name, stored), StateText.Of(place.Name, replayed)));
    }

    private static void CompareParts(Place place, Dictionary<string, JsonElement> stored, Dictionary<string, JsonElement> replayed, List<StateDifference> found)
    {
        foreach ((string key, JsonElement ours) in stored)
        {
            Compare(place.Below(key, ours), ours, replayed.TryGetValue(key, out JsonElement theirs) ? theirs : null, found);
        }

        foreach ((string key, JsonElement theirs) in replayed.Where(p => !stored.ContainsKey(p.Key)))
        {
            Compare(place.Below(key, theirs), null, theirs, found);
        }
    }

    private static Dictionary<string, JsonElement> Fields(JsonElement json) =>
        json.EnumerateObject().ToDictionary(p => p.Name, p => p.Value, StringComparer.Ordinal);

    /// <summary>Elements by what tells them apart; by their places where nothing does.</summary>
    private static Dictionary<string, JsonElement> Elements(Place place, JsonElement json)
    {
        Dictionary<string, JsonElement> elements = new(StringComparer.Ordinal);
        int index = 0;
        foreach (JsonElement element in json.EnumerateArray())
        {
            if (place.Name == "days")
            {
                // A day's sum, as [days since 1970, sum].
                elements.Add(Epoch.PlusDays(element[0].GetInt32()).ToString("uuuu-MM-dd", CultureInfo.InvariantCulture), element[1]);
                continue;
            }

            string key = Key(place, element) ?? (place.Name is "w" or "purchases" && index < Windows.Length ? Windows[index] : $"{index}");
            elements.Add(elements.ContainsKey(key) ? $"{key}#{index}" : key, element);
            index++;
        }

        return elements;
    }

    private static string? Key(Place place, JsonElement element) => (place.Name, element.ValueKind) switch
    {
        ("lots", JsonValueKind.Object) => Text(element, "g"),
        ("reservations", JsonValueKind.Object) => Text(element, "i"),
        ("limits", JsonValueKind.Object) => Text(element, "id"),
        ("daily", JsonValueKind.Object) => Text(element, "f"),
        ("usage", JsonValueKind.Object) => $"{Text(element, "u")}, {Text(element, "f")}",
        _ => null,
    };

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out JsonElement value) ? value.ToString() : null;

    /// <summary>Where in a snapshot something is.</summary>
    /// <param name="Path">Its name and those above it, as people say them.</param>
    /// <param name="Name">Its own name in the snapshot; of an element, its list's.</param>
    /// <param name="IsList">Whether it is a list.</param>
    /// <param name="Grant">The grant that it belongs to.</param>
    /// <param name="Reservation">The reservation that it belongs to.</param>
    private sealed record Place(string Path, string Name, bool IsList, string? Grant, string? Reservation)
    {
        public static readonly Place Root = new("", "", IsList: false, null, null);

        public string Field => Path.Length > 0 ? Path : "the whole of it";

        public Place Below(string key, JsonElement value)
        {
            bool isList = value.ValueKind == JsonValueKind.Array;
            return (IsList, Name) switch
            {
                (true, "lots") when Grant is null && Reservation is null => new("", Name, isList, key, null),
                (true, "reservations") => new("", Name, isList, null, key),
                (true, _) => this with { Path = $"{Path}[{key}]", IsList = isList },
                _ => this with { Path = Path.Length > 0 ? $"{Path}.{StateText.Name(key)}" : StateText.Name(key), Name = key, IsList = isList },
            };
        }
    }
}
