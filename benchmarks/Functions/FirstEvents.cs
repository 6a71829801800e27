using System.Text;
using Ooak.Lambdas.Functions;

namespace Ooak.Benchmarks;

/// <summary>For each function the least that it takes.</summary>
internal static class FirstEvents
{
    public static byte[] Of(string name) => FunctionCatalog.Find(name).Spec.Trigger switch
    {
        HttpTrigger http => Events.Http(
            http.Method,
            http.Route.Replace("{phone}", "+49302300001", StringComparison.Ordinal).Replace("{id}", "0197a000-0000-7000-a000-000000000001", StringComparison.Ordinal),
            http.Audience == Audience.Anyone ? null : Organisation.Manager,
            http.Method is "GET" or "DELETE" ? null : "{}"),
        ScheduleTrigger => Text($$"""{"at":"{{DateTimeOffset.UtcNow:yyyy-MM-ddTHH:mm:ssZ}}"}"""),
        WebSocketTrigger socket => Text(
            $$"""{"requestContext":{"routeKey":"{{socket.RouteKey}}","connectionId":"c=","eventType":"MESSAGE","stage":"ws","domainName":"localhost"},"body":"{}","isBase64Encoded":false}"""),
        _ => Text("""{"Records":[]}"""),
    };

    private static byte[] Text(string json) => Encoding.UTF8.GetBytes(json);
}
