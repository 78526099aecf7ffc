using Credits.Notifications;
using Credits.PostgreSql.Tests.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Credits.PostgreSql.Tests.Deliverers;

/// <summary>
/// A process whose hosted services take notices to one notifier, which writes down the id of each. It says when it is ready, begins when it is
/// told to, says when its notifier is called first, lets it go on when it is told to, and ends when nobody can tell it anything any more.
/// </summary>
internal static class DelivererProcess
{
    public const string Command = "deliverer";
    public const string Ready = "ready";
    public const string Called = "called";
    public const string Channel = "lines";

    public static async Task<int> RunAsync(string[] args)
    {
        (string connectionString, string schema, bool holds, TimeSpan lease) = (args[0], args[1], bool.Parse(args[2]), TimeSpan.Parse(args[3], null));
        TaskCompletionSource goesOn = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using PostgreSqlStore store = new(connectionString, new() { Schema = schema, RetryFor = TimeSpan.FromMinutes(5) });
        await using ServiceProvider host = Scripts.Host(
            store,
            configure: options =>
            {
                options.RunMaintenance = true;
                options.MaintenanceInterval = TimeSpan.FromSeconds(1);
                options.NoticeLease = lease;
                options.NoticeTimeout = lease * 0.9;
            },
            build: builder => builder.AddNotifier(_ => new LineNotifier(holds, goesOn.Task), Channel));
        IHostedService[] services = [.. host.GetServices<IHostedService>()];
        Write(Ready);
        await Console.In.ReadLineAsync();
        foreach (IHostedService service in services)
        {
            await service.StartAsync(CancellationToken.None);
        }

        await Console.In.ReadLineAsync();
        goesOn.SetResult();
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

    private sealed class LineNotifier(bool holds, Task goesOn) : INotifier
    {
        private int _calls;

        public async ValueTask NotifyAsync(Notice notice, CancellationToken cancellationToken)
        {
            if (Interlocked.Increment(ref _calls) == 1)
            {
                Write(Called);
            }

            await goesOn.WaitAsync(cancellationToken);

            // As long as a fast server may take: a backlog lasts while the other process has its share.
            await Task.Delay(TimeSpan.FromMilliseconds(5), cancellationToken);
            Write(notice.Id);
            if (holds)
            {
                // Delivered, and not recorded as delivered.
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }
        }
    }
}
