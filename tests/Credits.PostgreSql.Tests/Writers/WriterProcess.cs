using System.Globalization;
using Credits.PostgreSql.Tests.Server;
using Microsoft.Extensions.DependencyInjection;

namespace Credits.PostgreSql.Tests.Writers;

/// <summary>
/// A process that spends a wallet, with many callers, and writes down each operation as soon as it is acknowledged. What is uncertain it
/// repeats with the same operation id, as it should. It ends when the wallet is empty.
/// </summary>
internal static class WriterProcess
{
    public const string Command = "writer";

    public static async Task<int> RunAsync(string[] args)
    {
        (string connectionString, string schema, WalletId wallet, int callers) = (args[0], args[1], args[2], int.Parse(args[3], CultureInfo.InvariantCulture));
        await using PostgreSqlStore store = new(connectionString, new() { Schema = schema });
        await using ServiceProvider host = Scripts.Host(store);
        ICredits credits = host.GetRequiredService<ICredits>();
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
