using System.Net;
using System.Net.Sockets;

namespace Credits.Notifiers;

/// <summary>
/// Which addresses belong to the public internet, after IANA's registries of special purposes. Everything else is where a host's own services are, or
/// nowhere.
/// </summary>
internal static class PublicAddress
{
    private static readonly IPNetwork[] SpecialVersion4 =
    [
        .. new[]
        {
            "0.0.0.0/8", // this network
            "10.0.0.0/8", // private
            "100.64.0.0/10", // shared by carriers' customers
            "127.0.0.0/8", // loopback
            "168.63.129.16/32", // public by number, yet a cloud's own service to its machines
            "169.254.0.0/16", // link-local, and the metadata services of clouds
            "172.16.0.0/12", // private
            "192.0.0.0/24", // protocol assignments
            "192.0.2.0/24", // documentation
            "192.88.99.0/24", // relays of 6to4
            "192.168.0.0/16", // private
            "198.18.0.0/15", // benchmarks
            "198.51.100.0/24", // documentation
            "203.0.113.0/24", // documentation
            "224.0.0.0/4", // multicast
            "240.0.0.0/4", // reserved, and broadcast
        }.Select(IPNetwork.Parse),
    ];

    private static readonly IPNetwork GlobalVersion6 = IPNetwork.Parse("2000::/3");

    /// <summary>IPv4 behind a translator: as public as the address inside.</summary>
    private static readonly IPNetwork Translated = IPNetwork.Parse("64:ff9b::/96");

    private static readonly IPNetwork[] SpecialVersion6 =
    [
        .. new[]
        {
            "2001::/23", // protocol assignments, among them Teredo
            "2001:db8::/32", // documentation
            "2002::/16", // 6to4
            "3fff::/20", // documentation
        }.Select(IPNetwork.Parse),
    ];

    public static bool Is(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            return Is(address.MapToIPv4());
        }

        if (address.AddressFamily == AddressFamily.InterNetwork)
        {
            return !SpecialVersion4.Any(n => n.Contains(address));
        }

        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return false;
        }

        return Translated.Contains(address)
            ? Is(new IPAddress(address.GetAddressBytes().AsSpan(12)))
            : GlobalVersion6.Contains(address) && !SpecialVersion6.Any(n => n.Contains(address));
    }
}
