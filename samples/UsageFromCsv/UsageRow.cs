using CsvHelper;
using NodaTime;
using NodaTime.Text;

namespace UsageFromCsv;

/// <summary>A row of the export: one call of a model.</summary>
/// <param name="At">When it was made.</param>
/// <param name="ContextTokens">How many tokens it was given.</param>
/// <param name="GeneratedTokens">How many it made.</param>
internal sealed record UsageRow(Instant At, int ContextTokens, int GeneratedTokens)
{
    private const long TicksPerMicrosecond = 10;
    private static readonly LocalDateTimePattern Pattern = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:ss.FFFFFFF");

    /// <summary>Reads a file whose header names the columns. The names and the pattern are those of the Azure traces; yours go here.</summary>
    public static List<UsageRow> ReadAll(string file)
    {
        List<UsageRow> rows = [];
        using CsvReader csv = CsvReader.FromFile(file);
        while (csv.Read())
        {
            Instant at = Pattern.Parse(csv.GetString("TIMESTAMP")).GetValueOrThrow().InUtc().ToInstant();

            // Commands have instants to the microsecond, the export has one digit more.
            at = at.PlusTicks(-(at.ToUnixTimeTicks() % TicksPerMicrosecond));
            rows.Add(new(at, csv.Parse<int>("ContextTokens"), csv.Parse<int>("GeneratedTokens")));
        }

        return rows;
    }
}
