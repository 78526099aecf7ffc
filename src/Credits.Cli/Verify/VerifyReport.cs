using System.Globalization;
using System.Text;
using System.Text.Json;
using Credits.Cli.Output;
using Credits.Cli.Stores;

namespace Credits.Cli.Verify;

/// <summary>Writes what does not agree as it is found, and one line at the end.</summary>
internal sealed class VerifyReport(Terminal terminal, Progress progress, StoreAddress address, bool isJson) : IDisposable
{
    private readonly ResultLines _lines = new(terminal.Output);
    private long _wallets;
    private long _entries;
    private long _rows;
    private long _faulty;
    private long _missing;

    public void Add(VerifiedWallet wallet)
    {
        if (wallet.IsMissing)
        {
            _missing++;
            progress.Clear();
            terminal.Error.WriteLine($"There is no wallet '{wallet.Wallet}' in {address.Name}.");
            return;
        }

        _wallets++;
        _entries += wallet.Entries;
        _rows += wallet.Rows;
        if (wallet.Faults.Count > 0)
        {
            _faulty++;
            progress.Clear();
            foreach (VerificationFault fault in wallet.Faults)
            {
                Write(wallet.Wallet, fault);
            }
        }

        progress.Tell(_wallets);
    }

    /// <summary>Writes the last line, and tells the exit code.</summary>
    public int End()
    {
        progress.End(_wallets);
        if (isJson)
        {
            Utf8JsonWriter json = _lines.Begin();
            json.WriteNumber("wallets"u8, _wallets);
            json.WriteNumber("entries"u8, _entries);
            json.WriteNumber("rows"u8, _rows);
            json.WriteNumber("faulty"u8, _faulty);
            json.WriteNumber("missing"u8, _missing);
            json.WriteBoolean("verified"u8, _faulty + _missing == 0);
            _lines.End();
            _lines.Drain();
        }
        else
        {
            string replayed = string.Create(CultureInfo.InvariantCulture, $"{_wallets:N0} {Wallets(_wallets)} verified, {_entries:N0} entries with {_rows:N0} transactions replayed");
            WriteLine(_faulty == 0
                ? $"{replayed}: everything agrees."
                : string.Create(CultureInfo.InvariantCulture, $"{replayed}: {_faulty:N0} {Wallets(_faulty)} with differences."));
        }

        return _faulty + _missing == 0 ? ExitCode.Done : ExitCode.Failed;
    }

    public void Dispose() => _lines.Dispose();

    private void Write(WalletId wallet, VerificationFault fault)
    {
        if (isJson)
        {
            Utf8JsonWriter json = _lines.Begin();
            json.WriteString("wallet"u8, wallet.Value);
            json.WriteString("fault"u8, fault.Message);
            json.WriteString("check"u8, WireNames.Of(fault.Check));
            WriteNumber(json, "entry"u8, fault.Entry);
            WriteNumber(json, "row"u8, fault.Row);
            WriteText(json, "grant"u8, fault.Grant);
            WriteText(json, "reservation"u8, fault.Reservation);
            WriteText(json, "operation"u8, fault.Operation);
            WriteText(json, "field"u8, fault.Field);
            WriteText(json, "stored"u8, fault.Stored);
            WriteText(json, "replayed"u8, fault.Replayed);
            _lines.End();
            _lines.Drain();
        }
        else
        {
            WriteLine($"{Plain.Text(wallet.Value)}: {Plain.Text(fault.Message)}");
        }
    }

    private static void WriteNumber(Utf8JsonWriter json, ReadOnlySpan<byte> name, long? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
    }

    private static void WriteText(Utf8JsonWriter json, ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    private void WriteLine(string line) => terminal.Output.Write(Encoding.UTF8.GetBytes(line + "\n"));

    private static string Wallets(long count) => count == 1 ? "wallet" : "wallets";
}
