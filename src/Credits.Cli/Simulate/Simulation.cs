using Credits.Cli.Simulate.Operations;
using Credits.DependencyInjection;
using Credits.Pricing;
using Credits.Storage;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Credits.Cli.Simulate;

/// <summary>Reads commands, has the library decide them at the instants that they name, and writes answers and notices in order.</summary>
internal sealed class Simulation : IAsyncDisposable
{
    private readonly VirtualClock _clock = new();
    private readonly CommandText _text = new();
    private readonly CommitWatcher _watcher;
    private readonly LineReader _input;
    private readonly ResultLines _lines;
    private readonly Progress _progress;
    private readonly Summary? _summary;
    private readonly Commands _commands;
    private readonly ServiceProvider _services;

    public Simulation(CreditCatalog catalog, Terminal terminal, bool withSummary)
    {
        _input = new(terminal.Input);
        _lines = new(terminal.Output);
        _progress = new(terminal.ShowsProgress ? terminal.Error : null);
        _summary = withSummary ? new() : null;
        _watcher = new(_summary);
        _services = Compose(catalog);
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
    public async Task RunAsync()
    {
        try
        {
            while (true)
            {
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
                    if (!_input.Fill())
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

    private ServiceProvider Compose(CreditCatalog catalog)
    {
        ServiceCollection services = new();
        services.AddSingleton<ICommitObserver>(_watcher);
        CreditsBuilder credits = services.AddCredits(options => options.RunMaintenance = false).UseInMemory().UseClock(_clock);
        foreach (CreditPlan plan in catalog.Plans)
        {
            credits.AddPlan(plan);
        }

        foreach (CreditFeature feature in catalog.Features)
        {
            credits.AddFeature(feature);
        }

        if (catalog.ReissueGrace is { } grace)
        {
            credits.ReissueReturns(grace);
        }

        return services.BuildServiceProvider();
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
