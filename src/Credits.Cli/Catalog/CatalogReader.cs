using System.Text.Json;
using System.Text.Unicode;
using Credits.Pricing;
using NodaTime;

namespace Credits.Cli.Catalog;

/// <summary>Reads a catalogue file. Anything unknown, duplicate or contradictory is a mistake, and named with its path.</summary>
internal static class CatalogReader
{
    /// <summary>Reads a catalogue.</summary>
    /// <param name="file">JSON, as UTF-8.</param>
    /// <returns>The catalogue.</returns>
    /// <exception cref="CatalogException">The first mistake in it.</exception>
    public static CreditCatalog Read(ReadOnlyMemory<byte> file)
    {
        if (file.Span.StartsWith("\uFEFF"u8))
        {
            file = file[3..];
        }

        if (!Utf8.IsValid(file.Span))
        {
            throw new CatalogException("", "it is not UTF-8.");
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(file);
            return Read(new CatalogValue(document.RootElement, ""));
        }
        catch (JsonException error)
        {
            throw new CatalogException("", $"it is not JSON: {error.Message}");
        }
    }

    private static CreditCatalog Read(CatalogValue value)
    {
        CatalogObject fields = new(value);
        List<CreditPlan> plans = [.. Unique(fields.Take("plans"), "code", PlanReader.Read, plan => plan.Code)];
        List<CreditFeature> features = [.. Unique(fields.Take("features"), "key", FeatureReader.Read, feature => feature.Key)];
        Duration? reissueGrace = fields.Take("returns") is { } returns ? ReissueGrace(returns) : null;
        fields.RequireNothingElse();
        return new(plans, features, reissueGrace);
    }

    private static IEnumerable<T> Unique<T>(CatalogValue? list, string name, Func<CatalogValue, T> read, Func<T, string> nameOf)
    {
        if (list is not { } given)
        {
            yield break;
        }

        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (CatalogValue item in given.Items())
        {
            T made = read(item);
            if (!names.Add(nameOf(made)))
            {
                throw new CatalogException($"{item.Path}.{name}", $"'{nameOf(made)}' is given twice.");
            }

            yield return made;
        }
    }

    /// <summary>Null where what returns to an ended grant lapses.</summary>
    private static Duration? ReissueGrace(CatalogValue returns)
    {
        if (returns.Element.ValueKind == JsonValueKind.String && returns.Text() == "lapse")
        {
            return null;
        }

        if (returns.Element.ValueKind != JsonValueKind.Object)
        {
            throw returns.Wrong("\"lapse\" or an object such as { \"reissue\": \"P7D\" }");
        }

        CatalogObject fields = new(returns);
        Duration grace = fields.Require("reissue").Duration();
        fields.RequireNothingElse();
        return grace;
    }
}
