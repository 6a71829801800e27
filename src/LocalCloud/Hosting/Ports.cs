using System.Net;
using System.Net.Sockets;

namespace Ooak.LocalCloud;

/// <summary>The five consecutive loopback ports of one LocalCloud.</summary>
internal sealed record Ports(int Site)
{
    private const int Count = 5;

    public int ExecuteApi => Site + 1;

    public int Console => Site + 2;

    public int Services => Site + 3;

    public int DynamoDbLocal => Site + 4;

    public static Ports Choose(int first)
    {
        if (first != 0)
        {
            var busy = Enumerable.Range(first, Count).FirstOrDefault(port => !IsFree(port));
            return busy == 0
                ? new Ports(first)
                : throw new LocalCloudException($"port {busy} is in use; stop what uses it or choose other ports with --port");
        }

        for (var attempt = 0; attempt < 200; attempt++)
        {
            var candidate = Random.Shared.Next(2_000, 6_000) * 5;
            if (Enumerable.Range(candidate, Count).All(IsFree))
            {
                return new Ports(candidate);
            }
        }

        throw new LocalCloudException("found no five free consecutive ports");
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var probe = new TcpListener(IPAddress.Loopback, port);
            probe.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
