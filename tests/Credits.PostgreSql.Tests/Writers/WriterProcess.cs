using System.Globalization;
using Credits.PostgreSql.Tests.Server;
using Microsoft.Extensions.DependencyInjection;

namespace Credits.PostgreSql.Tests.Writers;

/// <summary>
/// A process that spends a wallet, with many callers, and writes down each operation as soon as it is acknowledged. What is uncertain it
/// repeats with the same operation id, as it should. It ends when the wallet is empty. One that waits says when it is ready, and begins when it is told to.
/// </summary>
internal static class WriterProcess
{
    public const string Command = "writer";
    public const string Ready = "ready";

    public static async Task<int> RunAsync(string[] args)
    {
        (string connectionString, string schema, WalletId wallet, int callers, bool waits) =
            (args[0], args[1], args[2], int.Parse(args[3], CultureInfo.InvariantCulture), bool.Parse(args[4]));
        await using PostgreSqlStore store = new(connectionString, new() { Schema = schema });
        await using ServiceProvider host = Scripts.Host(store);
        ICredits credits = host.GetRequiredService<ICredits>();
        if (waits)
        {
            // Connected, and with the wallet in memory, so that nothing but the go is waited for.
            (await host.GetRequiredService<ICreditsAdmin>().GetBalanceAsync(wallet, Actor.System)).GetValueOrThrow();
            Acknowledge(Ready);
            await Console.In.ReadLineAsync();
        }

        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(() => SpendAsync(credits, wallet, Acknowledge))));
        return 0;
    }

    /// <summary>Consumes a credit at a time until there is none left.</summary>
    public static async Task SpendAsync(ICredits credits, WalletId wallet, Action<string> acknowledge)
    {
        while (true)
        {
            string operation = Guid.NewGuid().ToString();
            CreditResult<Debit>? result = null;
            while (result is null)
            {
                try
                {
                    result = await credits.ConsumeAsync(wallet, Scripts.Feature, Scripts.User, 1, operation: operation);
                }
                catch (CreditsUnavailableException)
                {
                    await Task.Delay(50);
                }
            }

            if (!result.Value.IsAccepted)
            {
                return;
            }

            acknowledge(operation);
        }
    }

    private static void Acknowledge(string operation)
    {
        lock (Console.Out)
        {
            Console.Out.WriteLine(operation);
            Console.Out.Flush();
        }
    }
}
