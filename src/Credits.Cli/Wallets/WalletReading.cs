using Credits.Cli.Catalog;
using Credits.Cli.Stores;
using Credits.Pricing;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Credits.Cli.Wallets;

/// <summary>The library over a store that is only read, at one instant.</summary>
internal sealed class WalletReading : IAsyncDisposable
{
    private readonly StoreAddress _address;
    private readonly CreditCatalog? _catalog;
    private ReadingStore _store;
    private ServiceProvider _services;
    private ICreditsAdmin _admin;

    private WalletReading(StoreAddress address, CreditCatalog? catalog, Guesses guesses, Instant now)
    {
        _address = address;
        _catalog = catalog;
        (_store, _services, _admin) = Compose(guesses, now);
    }

    /// <summary>What fell due, is not recorded, and depends on a catalogue that was not given; null where nothing does.</summary>
    public CatalogueNeed? Guess { get; private set; }

    /// <summary>Opens a store.</summary>
    /// <param name="address">Where it is.</param>
    /// <param name="catalog">The host's catalogue, where it was given.</param>
    /// <param name="withoutCatalog">What to do where it was not, and is wanted.</param>
    /// <param name="terminal">Has the clock.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ToolException">The store cannot be used as it is, or the catalogue not be read.</exception>
    public static async Task<WalletReading> OpenAsync(
        StoreAddress address, FileInfo? catalog, Guesses withoutCatalog, Terminal terminal, CancellationToken cancellationToken)
    {
        CreditCatalog? known = catalog is null ? null : await CatalogFile.ReadAsync(catalog, cancellationToken);
        await address.RequireTablesAsync(cancellationToken);
        return new(address, known, known is null ? withoutCatalog : Guesses.None, terminal.Clock.GetCurrentInstant());
    }

    /// <summary>
    /// Reads. Where guesses are refused and there would be one, the wallet is read as it is recorded instead, and so is all that follows;
    /// <see cref="Guess"/> then says why.
    /// </summary>
    /// <exception cref="ToolException">It was refused.</exception>
    public async Task<T> ReadAsync<T>(Func<ICreditsAdmin, ValueTask<CreditResult<T>>> readAsync)
        where T : notnull
    {
        CreditResult<T> result;
        try
        {
            result = await readAsync(_admin);
            Guess ??= _store.Guess;
        }
        catch (CreditsUnavailableException failure) when (failure.InnerException?.InnerException is NeedsCatalogueException needed)
        {
            // It fails before the first row is read. At the wallet's last instant nothing falls due.
            Guess = needed.Need;
            await _services.DisposeAsync();
            (_store, _services, _admin) = Compose(Guesses.None, Instant.MinValue);
            result = await readAsync(_admin);
        }

        return result.TryGetValue(out T? value) ? value : throw Refused(result.Refusal!, _address);
    }

    /// <summary>Says where rows are those that are recorded, and something has fallen due since.</summary>
    public Task NoteRecordedAsync(TextWriter error) => Guess is null ? Task.CompletedTask : error.WriteLineAsync(
        $"Note: {Guess.What}, and is not recorded yet. These are the recorded rows; give --catalog FILE to have what follows too.");

    public static ToolException Refused(Refusal refusal, StoreAddress address) => new(
        refusal.Code == RefusalCode.WalletNotFound ? $"{refusal.Message} Looked for in {address.Name}." : refusal.Message);

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private (ReadingStore Store, ServiceProvider Services, ICreditsAdmin Admin) Compose(Guesses guesses, Instant now)
    {
        ReadingStore store = new(_address.Open(StoreAccess.Read), guesses);
        ServiceProvider services = Library.Compose(_catalog, new StoppedClock(now), store);
        return (store, services, services.GetRequiredService<ICreditsAdmin>());
    }
}
