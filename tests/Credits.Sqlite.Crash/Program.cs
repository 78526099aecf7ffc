// Writes to wallets in a SQLite file, and says on its output, a line each, which operations were answered, `ack <operation>`, and which
// failed, `NotApplied <operation>` or `Unknown <operation>`; those it repeats.
//   credits-crash <file> <full|normal> <name> <wallets> <callers> <operations of each caller>
// It waits for a line on its input before it touches the file, and then works until it has done everything or is killed.
//   credits-crash hold <file> <immediate|exclusive>
// holds the file by a transaction, says `held`, and lets go of it when it reads a line.

using Credits;
using Credits.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

if (args is ["hold", string held, string how])
{
    using SqliteConnection holder = new($"Data Source={held};Pooling=False");
    holder.Open();
    using SqliteCommand hold = holder.CreateCommand();
    hold.CommandText = how == "exclusive" ? "PRAGMA locking_mode = EXCLUSIVE; BEGIN IMMEDIATE; CREATE TABLE held (one)" : "BEGIN IMMEDIATE";
    hold.ExecuteNonQuery();
    Console.WriteLine("held");
    Console.ReadLine();
    return;
}

string file = args[0];
SqliteSynchronous synchronous = Enum.Parse<SqliteSynchronous>(args[1], ignoreCase: true);
string name = args[2];
int wallets = int.Parse(args[3]);
int callers = int.Parse(args[4]);
int operations = int.Parse(args[5]);

ServiceCollection services = new();
services.AddCredits(static o => o.SnapshotEvery = 50)
    .AddFeature("test-cases", static f => f.PerUnit(1))
    .UseSqlite($"Data Source={file}", o =>
    {
        o.Synchronous = synchronous;

        // The file's lock is nobody's turn: on a slow disk one of two processes may be the unlucky one for long.
        o.BusyTimeout = TimeSpan.FromMinutes(5);
        o.OnConnectionOpened = static connection =>
        {
            // The log goes into the file often, so that kills come in the middle of that too.
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = "PRAGMA wal_autocheckpoint = 30";
            command.ExecuteNonQuery();
        };
    });
await using ServiceProvider provider = services.BuildServiceProvider();
ICredits credits = provider.GetRequiredService<ICredits>();
ICreditsAdmin admin = provider.GetRequiredService<ICreditsAdmin>();
using Stream output = Console.OpenStandardOutput();
object gate = new();

if (Console.ReadLine() is null)
{
    return;
}

for (int wallet = 0; wallet < wallets; wallet++)
{
    WalletId id = $"{name}-{wallet}";
    await DoAsync($"{id}-open", o => admin.OpenWalletAsync(id, Actor.System, operation: o));
    await DoAsync($"{id}-purchase", o => admin.PurchaseAsync(id, new(1_000_000), Actor.System, o));
}

await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(() => WorkAsync(caller))));

async Task WorkAsync(int caller)
{
    Actor user = Actor.Member($"user-{caller}");
    for (int i = 0; i < operations; i++)
    {
        string wallet = $"{name}-{caller % wallets}";
        string operation = $"{name}-{caller % wallets}-{caller}.{i}";
        if (i % 4 == 2)
        {
            (await DoAsync(operation, o => credits.ReserveAsync(wallet, "test-cases", user, 5, reservation: o, operation: o))).Detach();
            await DoAsync(operation + "c", o => credits.CaptureAsync(wallet, operation, user, 3, operation: o));
        }
        else
        {
            await DoAsync(operation, o => credits.ConsumeAsync(wallet, "test-cases", user, 1, operation: o));
        }
    }
}

async Task<T> DoAsync<T>(string operation, Func<string, ValueTask<CreditResult<T>>> act)
    where T : notnull
{
    for (int attempt = 1; ; attempt++)
    {
        try
        {
            T value = (await act(operation)).GetValueOrThrow();
            Say($"ack {operation}");
            return value;
        }
        catch (CreditsUnavailableException failure) when (attempt < 50)
        {
            Say($"{failure.Fate} {operation}");
        }
    }
}

// One write each, straight to the descriptor: what is killed later has said it.
void Say(string line)
{
    lock (gate)
    {
        output.Write(System.Text.Encoding.UTF8.GetBytes(line + "\n"));
        output.Flush();
    }
}
