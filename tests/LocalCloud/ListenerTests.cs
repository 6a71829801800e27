using System.Net;
using System.Net.NetworkInformation;

namespace Ooak.LocalCloud.Tests;

public sealed class ListenerTests(SharedCloud shared)
{
    [Fact]
    public void Every_port_listens_on_the_loopback_address_alone()
    {
        var first = shared.Harness.Cloud.Site.Port;
        var listeners = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Where(listener => listener.Port >= first && listener.Port < first + 5).ToList();

        listeners.Select(listener => listener.Port).Distinct().Count().ShouldBe(5);

        // Java listens through IPv6 sockets: ::ffff:127.0.0.1.
        listeners.ShouldAllBe(listener => IPAddress.IsLoopback(listener.Address.IsIPv4MappedToIPv6 ? listener.Address.MapToIPv4() : listener.Address));
    }
}
