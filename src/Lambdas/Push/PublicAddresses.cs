using System.Net;
using System.Net.Sockets;

namespace Ooak.Lambdas.Push;

/// <summary>Addresses of the internet, and none that lead back to us: a name of an allowed host could come to stand for anything.</summary>
internal static class PublicAddresses
{
    // IANA's registries of special-purpose addresses.
    private static readonly IPNetwork[] Special =
    [
        IPNetwork.Parse("0.0.0.0/8"), IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("100.64.0.0/10"), IPNetwork.Parse("127.0.0.0/8"),
        IPNetwork.Parse("169.254.0.0/16"), IPNetwork.Parse("172.16.0.0/12"), IPNetwork.Parse("192.0.0.0/24"), IPNetwork.Parse("192.0.2.0/24"),
        IPNetwork.Parse("192.88.99.0/24"), IPNetwork.Parse("192.168.0.0/16"), IPNetwork.Parse("198.18.0.0/15"), IPNetwork.Parse("198.51.100.0/24"),
        IPNetwork.Parse("203.0.113.0/24"), IPNetwork.Parse("224.0.0.0/3"),
        IPNetwork.Parse("2001::/23"), IPNetwork.Parse("2001:db8::/32"), IPNetwork.Parse("2002::/16"), IPNetwork.Parse("3fff::/20"),
    ];

    private static readonly IPNetwork Unicast6 = IPNetwork.Parse("2000::/3");

    internal static bool IsPublic(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return (plain.AddressFamily == AddressFamily.InterNetwork || Unicast6.Contains(plain)) && !Array.Exists(Special, network => network.Contains(plain));
    }

    /// <exception cref="ForbiddenAddressException">Nothing public, or something that is not.</exception>
    internal static IPAddress[] Check(string host, IPAddress[] addresses) =>
        addresses.Length > 0 && Array.TrueForAll(addresses, IsPublic) ? addresses : throw new ForbiddenAddressException(host);
}

/// <summary>A push service's name leads to an address that is not public.</summary>
internal sealed class ForbiddenAddressException(string host) : Exception($"{host} leads to an address that is not public.");
