using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Ooak.Lambdas.Functions;

namespace Ooak.Lambdas.Auth;

/// <summary>Where a request comes from. X-Forwarded-For is believed only with the header that CloudFront alone can add: past
/// CloudFront, anybody can write anything into it.</summary>
internal sealed class ViewerAddress(FunctionSettings settings)
{
    private const int NetworkBytes = 8;

    public string Of(HttpContext context)
    {
        var peer = context.Connection.RemoteIpAddress;
        return Network(CameThroughCloudFront(context.Request) ? Viewer(context.Request, peer) ?? peer : peer);
    }

    // The viewer may have sent entries of their own; CloudFront appends the viewer, and API Gateway appends CloudFront.
    private static IPAddress? Viewer(HttpRequest request, IPAddress? peer)
    {
        var chain = request.Headers["X-Forwarded-For"].ToString().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var last = chain.Length - 1;
        if (last > 0 && IPAddress.TryParse(chain[last], out var gateway) && gateway.Equals(peer))
        {
            last--;
        }

        return last >= 0 && IPAddress.TryParse(chain[last], out var viewer) ? viewer : null;
    }

    private bool CameThroughCloudFront(HttpRequest request) => CryptographicOperations.FixedTimeEquals(
        Encoding.UTF8.GetBytes(request.Headers["x-origin-verify"].ToString()),
        Encoding.UTF8.GetBytes(settings[FunctionSettings.OriginVerify]));

    // With version 6, whoever has one address has 2^64 of them.
    private static string Network(IPAddress? address)
    {
        if (address is not { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false })
        {
            return (address?.IsIPv4MappedToIPv6 == true ? address.MapToIPv4() : address)?.ToString() ?? "";
        }

        var bytes = address.GetAddressBytes();
        Array.Clear(bytes, NetworkBytes, bytes.Length - NetworkBytes);
        return new IPAddress(bytes) + "/64";
    }
}
