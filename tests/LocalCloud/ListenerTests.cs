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

    [Fact]
    public void Clouds_that_start_together_never_choose_the_same_ports()
    {
        var chosen = Enumerable.Range(0, 300).AsParallel().WithDegreeOfParallelism(8).Select(_ => Ports.Choose(0)).ToList();
        try
        {
            chosen.Select(ports => ports.Site).Distinct().Count().ShouldBe(chosen.Count);
        }
        finally
        {
            chosen.ForEach(ports => ports.Dispose());
        }
    }
}
