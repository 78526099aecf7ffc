using Credits.Benchmarks.Load.Memory;
using Credits.Benchmarks.Load.PostgreSql;
using Credits.Benchmarks.Load.Sqlite;

namespace Credits.Benchmarks.Load;

/// <summary>Puts a store under load, and what it is compared with in alternating rounds of the same process.</summary>
internal static class LoadTool
{
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter errors)
    {
        LoadOptions options;
        try
        {
            options = LoadOptions.Parse(args);
        }
        catch (FormatException mistake)
        {
            await errors.WriteLineAsync($"{mistake.Message}\n{LoadOptions.Usage}");
            return 2;
        }

        LoadReport report = await MeasureAsync(options);
        await output.WriteLineAsync(options.Json ? report.ToJson() : report.ToText());
        return 0;
    }

    private static async Task<LoadReport> MeasureAsync(LoadOptions options)
    {
        WalletPicker picker = new(options.Wallets, options.Zipf);
        List<LoadRound> played = [];
        List<LoadRound> baseline = [];
        await using ILoadStore store = options.Store switch
        {
            "sqlite" => new SqliteLoadStore(options),
            "postgres" => await PostgreSqlLoadStore.StartAsync(options),
            _ => new MemoryLoadStore(options),
        };
        IContender library = await store.LibraryAsync("library", options.Shape);
        bool hasBacklog = library is LibraryContender && options.DueWallets > 0;
        await using IContender loaded = hasBacklog ? new BacklogContender((LibraryContender)library, drains: true) : library;
        await using IContender? other = options.Against switch
        {
            "baseline" => await store.BaselineAsync(),
            "fresh" => await store.LibraryAsync("fresh", options.Shape.Fresh),
            "idle" => new BacklogContender((LibraryContender)library, drains: false),
            _ => null,
        };

        for (int round = 0; round <= options.Rounds; round++)
        {
            await PlayAsync(loaded, played);
            if (other is not null)
            {
                await PlayAsync(other, baseline);
            }

            async Task PlayAsync(IContender contender, List<LoadRound> rounds)
            {
                await contender.PrepareAsync();
                GC.Collect();
                LoadRound latest = await LoadRound.RunAsync(contender, options, picker, round);
                if (round > 0)
                {
                    // The first round warms up both and is not counted.
                    rounds.Add(latest);
                }
            }
        }

        return new(options, played, baseline) { DueLeft = hasBacklog ? await ((LibraryContender)library).CountDueAsync() : null };
    }
}
