using System.Text.Json;

namespace Amazon.Lambda.AspNetCoreServer.Hosting.Internal;

/// <summary>Names that nearly every event carries, so that reading them allocates nothing.</summary>
internal static class KnownNames
{
    private static readonly string[] Headers =
    [
        "accept", "accept-encoding", "accept-language", "authorization", "content-length", "content-type", "host", "origin",
        "referer", "user-agent", "via", "x-amz-cf-id", "x-amzn-trace-id", "x-forwarded-for", "x-forwarded-port",
        "x-forwarded-proto", "x-origin-verify", "cache-control", "pragma", "sec-fetch-dest", "sec-fetch-mode", "sec-fetch-site",
    ];

    private static readonly string[] Claims =
    [
        "sub", "iss", "client_id", "origin_jti", "event_id", "token_use", "scope", "auth_time", "exp", "iat", "jti", "username",
        "cognito:groups", "version", "device_key",
    ];

    internal static string Header(ref Utf8JsonReader reader) => Find(ref reader, Headers);

    internal static string Claim(ref Utf8JsonReader reader) => Find(ref reader, Claims);

    private static string Find(ref Utf8JsonReader reader, string[] known)
    {
        foreach (var name in known)
        {
            if (name.Length == reader.ValueSpan.Length && reader.ValueTextEquals(name))
            {
                return name;
            }
        }

        return reader.GetString()!;
    }
}
