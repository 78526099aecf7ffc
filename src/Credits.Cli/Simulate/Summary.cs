using System.Diagnostics;
using System.Text.Json;
using Credits.Cli.Output;
using Credits.Journal;

namespace Credits.Cli.Simulate;

/// <summary>Counts what a simulation did.</summary>
internal sealed class Summary
{
    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly SortedSet<WalletId> _wallets = [];
    private readonly Dictionary<OperationKind, long[]> _commands = [];
    private WalletId? _lastSeen;
    private long _rows;
    private Int128 _debitedMicro;
    private Int128 _returnedMicro;

    /// <summary>The wallets that commands were about and that exist, in the order of their ids.</summary>
    public IReadOnlyCollection<WalletId> Wallets => _wallets;

    public void See(WalletId wallet)
    {
        if (_lastSeen != wallet)
        {
            _lastSeen = wallet;
            _wallets.Add(wallet);
        }
    }

    public void Count(OperationKind kind, AnswerStatus status)
    {
        if (!_commands.TryGetValue(kind, out long[]? counts))
        {
            _commands.Add(kind, counts = new long[Enum.GetValues<AnswerStatus>().Length]);
        }

        counts[(int)status]++;
    }

    public void Count(JournalEntry entry)
    {
        foreach (Transaction row in entry.Transactions)
        {
            _rows++;
            switch (row.Kind)
            {
                case TransactionKind.Consumed or TransactionKind.Reserved or TransactionKind.Overage:
                    _debitedMicro += row.Amount.Micro;
                    break;
                case TransactionKind.Returned or TransactionKind.ReservationExpired or TransactionKind.Refunded:
                    _returnedMicro += row.Amount.Micro;
                    break;
            }
        }
    }

    /// <summary>The time since the beginning.</summary>
    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(_started);

    /// <summary>Writes the last line.</summary>
    /// <param name="lines">Where to.</param>
    /// <param name="elapsed">How long the commands took.</param>
    /// <param name="faults">What replaying the journals found.</param>
    public void Write(ResultLines lines, TimeSpan elapsed, IReadOnlyList<string> faults)
    {
        long commands = _commands.Values.Sum(c => c.Sum());
        Utf8JsonWriter json = lines.Begin();
        json.WriteStartObject("summary"u8);
        json.WriteNumber("wallets"u8, _wallets.Count);
        json.WriteStartObject("commands"u8);
        foreach ((OperationKind kind, long[] counts) in _commands.OrderBy(c => c.Key.Name, StringComparer.Ordinal))
        {
            json.WriteStartObject(kind.Name);
            foreach (AnswerStatus status in Enum.GetValues<AnswerStatus>().Where(s => counts[(int)s] > 0))
            {
                json.WriteNumber(WireNames.Of(status), counts[(int)status]);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteNumber("rows"u8, _rows);
        json.WriteString("debited"u8, Credits(_debitedMicro));
        json.WriteString("returned"u8, Credits(_returnedMicro));
        json.WriteNumber("seconds"u8, Math.Round(elapsed.TotalSeconds, 3));
        json.WriteNumber("commandsPerSecond"u8, Math.Round(commands / Math.Max(elapsed.TotalSeconds, 1e-6)));
        json.WriteBoolean("verified"u8, faults.Count == 0);
        if (faults.Count > 0)
        {
            json.WriteStartArray("faults"u8);
            foreach (string fault in faults)
            {
                json.WriteStringValue(fault);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
        lines.End();
    }

    /// <summary>A sum over wallets may be more than one wallet can hold.</summary>
    private static string Credits(Int128 micro) => ((decimal)micro / 1_000_000m).ToString("0.######", System.Globalization.CultureInfo.InvariantCulture);
}
