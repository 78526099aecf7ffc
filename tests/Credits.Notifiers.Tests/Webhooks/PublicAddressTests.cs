using System.Net;
using System.Net.Sockets;

namespace Credits.Notifiers.Tests.Webhooks;

public sealed class PublicAddressTests
{
    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("9.255.255.255")]
    [InlineData("11.0.0.0")]
    [InlineData("100.63.255.255")]
    [InlineData("100.128.0.0")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.0")]
    [InlineData("192.167.255.255")]
    [InlineData("223.255.255.255")]
    [InlineData("2606:4700::1111")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("64:ff9b::8.8.8.8")]
    public void Addresses_of_the_public_internet_are_public(string address) => PublicAddress.Is(IPAddress.Parse(address)).Should().BeTrue();

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("10.0.0.0")]
    [InlineData("10.255.255.255")]
    [InlineData("100.64.0.0")]
    [InlineData("100.100.100.200")]
    [InlineData("100.127.255.255")]
    [InlineData("127.0.0.1")]
    [InlineData("127.255.255.255")]
    [InlineData("168.63.129.16")]
    [InlineData("169.254.169.254")]
    [InlineData("172.16.0.0")]
    [InlineData("172.31.255.255")]
    [InlineData("192.0.0.192")]
    [InlineData("192.0.2.1")]
    [InlineData("192.88.99.1")]
    [InlineData("192.168.0.1")]
    [InlineData("198.18.0.1")]
    [InlineData("198.51.100.1")]
    [InlineData("203.0.113.1")]
    [InlineData("224.0.0.1")]
    [InlineData("240.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::127.0.0.1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("64:ff9b::10.0.0.1")]
    [InlineData("64:ff9b:1::1")]
    [InlineData("100::1")]
    [InlineData("2001::1")]
    [InlineData("2001:db8::1")]
    [InlineData("2002:7f00:1::")]
    [InlineData("3fff::1")]
    [InlineData("fc00::1")]
    [InlineData("fd00:ec2::254")]
    [InlineData("fe80::1")]
    [InlineData("fec0::1")]
    [InlineData("ff02::1")]
    public void All_others_are_not(string address) => PublicAddress.Is(IPAddress.Parse(address)).Should().BeFalse();

    [Theory]
    [InlineData("localhost", "127.0.0.1")]
    [InlineData("rebound.example.com", "169.254.169.254")]
    [InlineData("mapped.example.com", "::ffff:10.0.0.1")]
    public async Task A_name_that_leads_to_a_private_address_is_not_connected_to(string host, string address)
    {
        Func<Task> connecting = async () => await GuardedConnection.ConnectAsync(
            new(host, 443), allowPrivate: false, (_, _) => Task.FromResult(new[] { IPAddress.Parse(address) }), CancellationToken.None);
        (await connecting.Should().ThrowAsync<PrivateAddressException>()).WithMessage($"'{host}'*AllowPrivateAddresses*");
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    public async Task An_address_given_as_numbers_is_looked_at_too(string address)
    {
        Func<Task> connecting = async () => await GuardedConnection.ConnectAsync(
            new(address, 443), allowPrivate: false, (_, _) => throw new InvalidOperationException("There is nothing to resolve."), CancellationToken.None);
        await connecting.Should().ThrowAsync<PrivateAddressException>();
    }

    [Fact]
    public async Task A_name_is_asked_for_once_and_connected_to_at_what_was_looked_at()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        int asked = 0;
        await using Stream stream = await GuardedConnection.ConnectAsync(
            new("name.example.com", ((IPEndPoint)listener.LocalEndpoint).Port),
            allowPrivate: true,
            (_, _) => Task.FromResult(new[] { ++asked == 1 ? IPAddress.Loopback : IPAddress.None }),
            CancellationToken.None);
        asked.Should().Be(1);
    }
}
