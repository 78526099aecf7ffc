namespace Credits.AspNetCore.Tests.Host;

/// <summary>One host for the tests of a class that leave nothing behind which others would see.</summary>
public sealed class SharedHost : IAsyncLifetime
{
    internal WebHost Host { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Host = await WebHost.StartAsync();

    public async ValueTask DisposeAsync() => await Host.DisposeAsync();
}
