using Credits.Diagnostics;
using Credits.Notifications;
using Credits.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Credits.AspNetCore.Health;

/// <summary>
/// Asks the store for what the gauges show too: the oldest notice that waits in each channel, and what fell due longest ago. What it
/// answers is a health in any case, whatever the store throws, and names no wallet.
/// </summary>
internal sealed class CreditsHealthCheck(IServiceProvider services, IOptionsMonitor<CreditsHealthOptions> options) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        // Of the registered status, where the host wants a failure to weigh less.
        HealthStatus failed = context.Registration.FailureStatus;
        try
        {
            CreditsHealthOptions limits = options.Get(context.Registration.Name);
            IStore store = services.GetService<IStore>()
                ?? throw new InvalidOperationException("There is no store: call AddCredits on the host's services too, and say where wallets are kept.");
            (IReadOnlyList<NoticeChannel> channels, Instant? due) = await LookAsync(store, limits, cancellationToken).ConfigureAwait(false);
            return Judge(channels, due, services.GetRequiredService<IClock>().GetCurrentInstant(), limits, failed);
        }
        catch (Exception error) when (error is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            return new(failed, error.Message, error);
        }
    }

    private static async ValueTask<(IReadOnlyList<NoticeChannel> Channels, Instant? Due)> LookAsync(
        IStore store, CreditsHealthOptions limits, CancellationToken cancellationToken)
    {
        using CancellationTokenSource ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task<(IReadOnlyList<NoticeChannel>, Instant?)> looking = AskAsync(store, ended.Token);
        try
        {
            // One that does not mind its token is left to itself.
            return await looking.WaitAsync(limits.StoreTimeout, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException late) when (!looking.IsCompleted)
        {
            await ended.CancelAsync().ConfigureAwait(false);
            _ = looking.ContinueWith(static left => left.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            throw new TimeoutException($"The store did not answer within {limits.StoreTimeout}.", late);
        }
    }

    private static async Task<(IReadOnlyList<NoticeChannel> Channels, Instant? Due)> AskAsync(IStore store, CancellationToken cancellationToken)
    {
        // Not on the caller's thread: a store that blocks it would not be given up.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        IReadOnlyList<NoticeChannel> channels = await store.FindChannelsAsync(cancellationToken).ConfigureAwait(false);
        IReadOnlyList<DueWallet> due = await store.FindDueAsync(Instant.MaxValue, 1, cancellationToken).ConfigureAwait(false);
        return (channels, due.Count > 0 ? due[0].Due : null);
    }

    private static HealthCheckResult Judge(IReadOnlyList<NoticeChannel> channels, Instant? due, Instant now, CreditsHealthOptions limits, HealthStatus failed)
    {
        Findings findings = new(failed);
        foreach (NoticeChannel channel in channels)
        {
            Duration lag = Lag(channel.OldestWaiting, now);
            findings.Add($"{CreditsDiagnostics.NoticeLag}.{channel.Name}", lag.TotalSeconds);
            findings.Add($"{CreditsDiagnostics.NoticesStandingParked}.{channel.Name}", channel.Parked);
            findings.Judge(lag, limits.NoticeLagDegraded, limits.NoticeLagUnhealthy, $"Notices wait for '{channel.Name}' since");
        }

        Duration sweepLag = Lag(due, now);
        findings.Add(CreditsDiagnostics.SweepLag, sweepLag.TotalSeconds);
        findings.Judge(sweepLag, limits.SweepLagDegraded, limits.SweepLagUnhealthy, "What fell due is not recorded since");
        return findings.Result;
    }

    private static Duration Lag(Instant? since, Instant now) => since is { } instant && instant < now ? now - instant : Duration.Zero;
}
