using Credits.Notifications;
using Credits.PostgreSql.Tests.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Credits.PostgreSql.Tests.Deliverers;

/// <summary>
/// A process whose hosted services take notices to one notifier, which writes down the id of each. It says when it is ready, begins when it is
/// told to, and ends when nobody can tell it anything any more.
/// </summary>
internal static class DelivererProcess
{
    public const string Command = "deliverer";
    public const string Ready = "ready";
    public const string Channel = "lines";

    /// <summary>Of each wallet, so many notices are taken by a process that holds what comes then.</summary>
    public const int TakenBeforeHolding = 2;

    public static async Task<int> RunAsync(string[] args)
    {
        (string connectionString, string schema, bool holds, TimeSpan lease) = (args[0], args[1], bool.Parse(args[2]), TimeSpan.Parse(args[3], null));
        await using PostgreSqlStore store = new(connectionString, new() { Schema = schema });
        await using ServiceProvider host = Scripts.Host(
            store,
            configure: options =>
            {
                options.RunMaintenance = true;
                options.MaintenanceInterval = TimeSpan.FromSeconds(1);
                options.NoticeLease = lease;
                options.NoticeTimeout = lease / 2;
            },
            build: builder => builder.AddNotifier(_ => new LineNotifier(holds), Channel));
        IHostedService[] services = [.. host.GetServices<IHostedService>()];
        Write(Ready);
        await Console.In.ReadLineAsync();
        foreach (IHostedService service in services)
        {
            await service.StartAsync(CancellationToken.None);
        }

        await Console.In.ReadLineAsync();
        foreach (IHostedService service in services)
        {
            await service.StopAsync(CancellationToken.None);
        }

        return 0;
    }

    private static void Write(string line)
    {
        lock (Console.Out)
        {
            Console.Out.WriteLine(line);
            Console.Out.Flush();
        }
    }

    private sealed class LineNotifier(bool holds) : INotifier
    {
        private readonly System.Collections.Concurrent.ConcurrentDictionary<WalletId, int> _calls = [];

        public async ValueTask NotifyAsync(Notice notice, CancellationToken cancellationToken)
        {
            Write(notice.Id);
            if (holds && _calls.AddOrUpdate(notice.Wallet, 1, (_, n) => n + 1) > TakenBeforeHolding)
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }

            // As long as a fast server may take: the backlog lasts while the other process has its share.
            await Task.Delay(TimeSpan.FromMilliseconds(5), cancellationToken);
        }
    }
}
