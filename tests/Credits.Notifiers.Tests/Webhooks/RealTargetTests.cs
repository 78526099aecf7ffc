using System.Net;
using System.Net.Sockets;
using Credits.Notifications;
using Credits.Notifiers.Tests.Servers;
using Microsoft.Extensions.DependencyInjection;

namespace Credits.Notifiers.Tests.Webhooks;

/// <summary>The named client as it is registered, with real connections.</summary>
public sealed class RealTargetTests
{
    [Fact]
    public async Task A_private_address_is_refused_for_good_unless_it_is_allowed()
    {
        using WebhookServer server = await WebhookServer.BeginAsync();
        await using ServiceProvider services = Services(o =>
        {
            server.Configure(o);
            o.AllowPrivateAddresses = false;
        });
        WebhookDeliveryException failure = await Failing(services);
        failure.IsPermanent.Should().BeTrue();
        failure.Message.Should().Contain("127.0.0.1").And.Contain("no public address");
        server.Count.Should().Be(0);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        using WebhookServer elsewhere = await WebhookServer.BeginAsync();
        await using AnsweringServer server = new($"HTTP/1.1 307 Temporary Redirect\r\nLocation: {elsewhere.Url}\r\nContent-Length: 0\r\n\r\n");
        await using ServiceProvider services = Services(server.Configure);
        (await Failing(services)).Status.Should().Be(HttpStatusCode.TemporaryRedirect);
        elsewhere.Count.Should().Be(0);
    }

    [Fact]
    public async Task A_target_that_never_answers_is_given_up_after_the_time_limit()
    {
        await using AnsweringServer server = new("");
        WebhookDeliveryException? failure = null;

        // Where the machine is too slow to connect within that time, it gets more.
        TimeSpan limit = TimeSpan.FromMilliseconds(100);
        while (server.Requests == 0 && limit < TimeSpan.FromMinutes(2))
        {
            limit *= 2;
            await using ServiceProvider services = Services(o =>
            {
                server.Configure(o);
                o.Timeout = limit;
                o.Attempts = 1;
            });
            failure = await Failing(services);
        }

        failure!.Message.Should().Contain($"did not answer within {limit}");
        failure.IsPermanent.Should().BeFalse();
    }

    [Fact]
    public async Task An_answer_that_never_ends_is_not_read()
    {
        await using AnsweringServer server = new("HTTP/1.1 200 OK\r\nContent-Length: 9223372036854775807\r\n\r\nendless", isEndless: true);
        await using ServiceProvider services = Services(server.Configure);
        await Notifier(services).NotifyAsync(Samples.SoftLimit, CancellationToken.None).AsTask().WaitAsync(TimeSpan.FromMinutes(2));
        server.Requests.Should().Be(1);
    }

    [Fact]
    public async Task A_target_that_is_not_there_is_no_permanent_failure()
    {
        await using AnsweringServer server = new("", isDeaf: true);
        await using ServiceProvider services = Services(server.Configure);
        WebhookDeliveryException failure = await Failing(services);
        failure.Message.Should().Contain("could not be reached");
        failure.IsPermanent.Should().BeFalse();
    }

    private static ServiceProvider Services(Action<WebhookNotifierOptions> configure)
    {
        ServiceCollection services = new();
        services.AddCredits().AddWebhookNotifier(configure).UseInMemory();
        return services.BuildServiceProvider();
    }

    private static INotifier Notifier(ServiceProvider services) => services.GetServices<INotifier>().Single();

    private static async Task<WebhookDeliveryException> Failing(ServiceProvider services) =>
        (await FluentActions.Awaiting(() => Notifier(services).NotifyAsync(Samples.SoftLimit, CancellationToken.None).AsTask()).Should().ThrowAsync<WebhookDeliveryException>()).Which;

    /// <summary>Answers every connection with the same bytes, and goes on with more where that is asked for.</summary>
    private sealed class AnsweringServer : IAsyncDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly Socket _deaf = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        private readonly CancellationTokenSource _end = new();
        private readonly Task _serving;
        private readonly int _port;
        private int _requests;

        /// <summary>One that is deaf has its port, so that nobody else gets it, and does not listen there.</summary>
        public AnsweringServer(string answer, bool isEndless = false, bool isDeaf = false)
        {
            if (isDeaf)
            {
                _deaf.Bind(new IPEndPoint(IPAddress.Loopback, 0));
                _port = ((IPEndPoint)_deaf.LocalEndPoint!).Port;
                _serving = Task.CompletedTask;
                return;
            }

            _listener.Start();
            _port = ((IPEndPoint)_listener.LocalEndpoint).Port;
            _serving = ServeAsync(System.Text.Encoding.ASCII.GetBytes(answer), isEndless);
        }

        public int Requests => _requests;

        public void Configure(WebhookNotifierOptions options)
        {
            options.Url = new($"http://127.0.0.1:{_port}/");
            options.Secrets.Add(WebhookSecret.Generate().Reveal());
            options.AllowHttp = true;
            options.AllowPrivateAddresses = true;
            options.FirstDelay = TimeSpan.FromMilliseconds(1);
            options.Timeout = TimeSpan.FromMinutes(2);
        }

        public async ValueTask DisposeAsync()
        {
            await _end.CancelAsync();
            _listener.Dispose();
            _deaf.Dispose();
            await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _end.Dispose();
        }

        private async Task ServeAsync(byte[] answer, bool isEndless)
        {
            List<Task> connections = [];
            while (!_end.IsCancellationRequested)
            {
                connections.Add(AnswerAsync(await _listener.AcceptTcpClientAsync(_end.Token), answer, isEndless));
            }

            await Task.WhenAll(connections);
        }

        private async Task AnswerAsync(TcpClient client, byte[] answer, bool isEndless)
        {
            using (client)
            {
                NetworkStream stream = client.GetStream();
                _ = await stream.ReadAsync(new byte[4_096], _end.Token);
                Interlocked.Increment(ref _requests);
                await stream.WriteAsync(answer, _end.Token);
                while (isEndless)
                {
                    await stream.WriteAsync(new byte[4_096], _end.Token);
                }

                await Task.Delay(Timeout.Infinite, _end.Token);
            }
        }
    }
}
