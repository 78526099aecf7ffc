using Credits.Cli.Output;
using Credits.Cli.Simulate.Operations;
using Credits.Cli.Stores;
using Credits.Pricing;
using Credits.Storage;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Credits.Cli.Simulate;

/// <summary>Reads commands, has the library decide them at the instants that they name, and writes answers and notices in order.</summary>
internal sealed class Simulation : IAsyncDisposable
{
    private readonly SimulationOptions _options;
    private readonly VirtualClock _clock = new();
    private readonly CommandText _text = new();
    private readonly CommitWatcher _watcher;
    private readonly LineReader _input;
    private readonly ResultLines _lines;
    private readonly Progress _progress;
    private readonly Summary? _summary;
    private readonly Commands _commands;
    private readonly ServiceProvider _services;

    /// <param name="catalog">The plans and features.</param>
    /// <param name="store">Where wallets are kept, the simulation's to dispose of; memory where left out.</param>
    /// <param name="terminal">What to read and write.</param>
    /// <param name="options">How to run.</param>
    public Simulation(CreditCatalog catalog, IStore? store, Terminal terminal, SimulationOptions options)
    {
        _options = options;
        _input = new(terminal.Input);
        _lines = new(terminal.Output);
        _progress = new(terminal, "lines", tellsLogs: false);
        _summary = options.WithSummary ? new() : null;
        _watcher = new(_summary);
        _services = Library.Compose(catalog, _clock, store, _watcher);
        _commands = new(
            new(_text),
            _services.GetRequiredService<ICredits>(),
            _services.GetRequiredService<ICreditsAdmin>(),
            _services.GetRequiredService<ICreditsMaintenance>(),
            _lines,
            new(_lines, _summary));
    }

    /// <summary>The number of the line at hand.</summary>
    public long Line => _input.Number;

    /// <summary>Runs to the end of the input. However it ends, all earlier answers have been written.</summary>
    /// <exception cref="UnreadableLineException">A line with which nothing can be begun.</exception>
    /// <exception cref="OperationCanceledException">Between two lines.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (_input.TryTake(out ReadOnlyMemory<byte> line))
                {
                    if (line.Span.IndexOfAnyExcept(" \t\r"u8) >= 0)
                    {
                        await RunLineAsync(line);
                        _progress.Tell(Line);
                    }
                }
                else
                {
                    // Whoever waits for an answer before he sends the next command gets it.
                    _lines.Drain();

                    // Reading cannot be called off, but waiting for it can.
                    if (!await Task.Run(_input.Fill, cancellationToken).WaitAsync(cancellationToken))
                    {
                        break;
                    }
                }
            }

            _progress.End(Line);
            if (_summary is not null)
            {
                TimeSpan elapsed = _summary.Elapsed;
                _summary.Write(_lines, elapsed, await VerifyAsync(_summary.Wallets));
            }
        }
        finally
        {
            _lines.Drain();
        }
    }

    public ValueTask DisposeAsync()
    {
        _lines.Dispose();
        return _services.DisposeAsync();
    }

    private async ValueTask RunLineAsync(ReadOnlyMemory<byte> line)
    {
        _text.Read(line, Line);
        CommandHead head = ReadHead();
        try
        {
            await head.Kind.Run(_commands, head);
        }
        catch (InvalidFieldException invalid)
        {
            // A rule that needs the wallet to be judged, such as an expiry that is not after now.
            _commands.Answers.WriteInvalid(head, new(InvalidField.InvalidValue, invalid.ParamName!));
        }

        _watcher.WriteNotices(_lines);
    }

    private CommandHead ReadHead()
    {
        FieldReader fields = _commands.Fields;
        fields.Begin();
        if (!fields.TryReadInstant(FieldName.At, out Instant at))
        {
            throw new UnreadableLineException(Line, "at", "it is no instant such as 2026-01-31T23:59:59.999999Z.");
        }

        if (_text[FieldName.Op].Text(_text.Line) is not { } name || OperationKinds.Find(name) is not { } kind)
        {
            throw new UnreadableLineException(Line, "op", "it is no command that is known here.");
        }

        _clock.Set(at);
        string wallet = kind.HasWallet ? fields.RequiredIdentifier(FieldName.Wallet) : "";
        string? operation = fields.Identifier(FieldName.Operation);
        if (operation is not null
            && (CommandHead.HasMadeForm(operation) || (kind.MakesGrant && !fields.IsGiven(FieldName.Grant) && GrantOperations.HasLibraryForm(operation))))
        {
            fields.Fail(FieldName.Operation);
        }

        if (operation is null && _options.Appends && kind.Writes)
        {
            throw new UnreadableLineException(Line, "operation", "it is wanted of every command that writes, where a store is gone on in.");
        }

        Actor by = fields.Actor();
        return new(Line, kind, fields.Failure is null && kind.HasWallet ? new(wallet) : default, operation, by);
    }

    /// <summary>Replays the journal of every wallet seen. The clock stands still meanwhile: nothing more falls due.</summary>
    private async ValueTask<List<string>> VerifyAsync(IReadOnlyCollection<WalletId> wallets)
    {
        List<string> faults = [];
        _clock.Set(Instant.MinValue);
        foreach (WalletId wallet in wallets)
        {
            CreditResult<VerificationReport> report = await _commands.Admin.VerifyAsync(wallet, Actor.System);
            faults.AddRange(report.GetValueOrThrow().Faults.Select(fault => $"{wallet}: {fault}"));
        }

        return faults;
    }
}
