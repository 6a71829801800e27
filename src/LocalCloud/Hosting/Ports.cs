using System.Net;
using System.Net.Sockets;

namespace Ooak.LocalCloud;

/// <summary>The five consecutive loopback ports of one LocalCloud.</summary>
/// <remarks>
/// Ports that are free now may be taken before they are bound, by a LocalCloud that starts in the same second. DynamoDB Local of
/// the one would then serve both. So chosen ports come with a sixth, which is held until <see cref="Dispose"/> and says whose they are.
/// </remarks>
internal sealed class Ports : IDisposable
{
    private const int Count = 5;

    private readonly TcpListener? _claim;

    private Ports(int site, TcpListener? claim) => (Site, _claim) = (site, claim);

    public int Site { get; }

    public int ExecuteApi => Site + 1;

    public int Console => Site + 2;

    public int Services => Site + 3;

    public int DynamoDbLocal => Site + 4;

    /// <summary>The ports from <paramref name="first"/> on; of 0, five that nobody else has or will choose.</summary>
    public static Ports Choose(int first)
    {
        if (first != 0)
        {
            var busy = Enumerable.Range(first, Count).FirstOrDefault(port => !IsFree(port));
            return busy == 0
                ? new Ports(first, null)
                : throw new LocalCloudException($"port {busy} is in use; stop what uses it or choose other ports with --port");
        }

        for (var attempt = 0; attempt < 200; attempt++)
        {
            var candidate = Random.Shared.Next(1_700, 5_000) * (Count + 1);
            if (Bind(candidate + Count) is { } claim)
            {
                if (Enumerable.Range(candidate, Count).All(IsFree))
                {
                    return new Ports(candidate, claim);
                }

                claim.Dispose();
            }
        }

        throw new LocalCloudException("found no five free consecutive ports");
    }

    public void Dispose() => _claim?.Dispose();

    private static bool IsFree(int port)
    {
        using var probe = Bind(port);
        return probe is not null;
    }

    /// <summary>Null when the port is in use.</summary>
    private static TcpListener? Bind(int port)
    {
        var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return listener;
        }
        catch (SocketException)
        {
            listener.Dispose();
            return null;
        }
    }
}
