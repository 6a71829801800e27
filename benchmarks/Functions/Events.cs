using System.Text;

namespace Ooak.Benchmarks;

/// <summary>HTTP API events (payload format 2.0) as API Gateway makes them of a browser's request through CloudFront.</summary>
internal static class Events
{
    /// <param name="caller">The <c>sub</c> of the access token; null: without a token.</param>
    public static byte[] Http(string method, string path, string? caller, string? body = null, string query = "")
    {
        var now = DateTimeOffset.UtcNow;
        var context = new JsonObject
        {
            ["accountId"] = "000000000000",
            ["apiId"] = "a1b2c3d4e5",
            ["domainName"] = "a1b2c3d4e5.execute-api.eu-central-1.amazonaws.com",
            ["domainPrefix"] = "a1b2c3d4e5",
            ["http"] = new JsonObject { ["method"] = method, ["path"] = "/api" + path, ["protocol"] = "HTTP/1.1", ["sourceIp"] = "203.0.113.7", ["userAgent"] = "Amazon CloudFront" },
            ["requestId"] = "JKJaXmPLvHcESHA=",
            ["routeKey"] = $"{method} {path}",
            ["stage"] = "api",
            ["time"] = "31/Jan/2026:12:00:00 +0000",
            ["timeEpoch"] = now.ToUnixTimeMilliseconds(),
        };
        if (caller is not null)
        {
            context["authorizer"] = new JsonObject { ["jwt"] = new JsonObject { ["claims"] = Claims(caller, now), ["scopes"] = null } };
        }

        var root = new JsonObject
        {
            ["version"] = "2.0",
            ["routeKey"] = $"{method} {path}",
            ["rawPath"] = "/api" + path,
            ["rawQueryString"] = query,
            ["headers"] = Headers(body),
            ["requestContext"] = context,
            ["isBase64Encoded"] = false,
        };
        if (body is not null)
        {
            root["body"] = body;
        }

        return Encoding.UTF8.GetBytes(root.ToJsonString());
    }

    private static JsonObject Headers(string? body)
    {
        var headers = new JsonObject
        {
            ["accept"] = "application/json",
            ["accept-encoding"] = "gzip, br",
            ["authorization"] = "Bearer " + new string('t', 900),
            ["host"] = "a1b2c3d4e5.execute-api.eu-central-1.amazonaws.com",
            ["user-agent"] = "Amazon CloudFront",
            ["via"] = "2.0 0123456789abcdef.cloudfront.net (CloudFront)",
            ["x-amz-cf-id"] = "kX7r2m0Zt3oJcVw0mG8T1n5s9q4yLrB6hD2fAeU7pKjNwXzQ==",
            ["x-amzn-trace-id"] = "Root=1-65b9f2c0-0123456789abcdef01234567",
            ["x-forwarded-for"] = "198.51.100.4, 203.0.113.7",
            ["x-forwarded-port"] = "443",
            ["x-forwarded-proto"] = "https",
        };
        if (body is not null)
        {
            headers["content-type"] = "application/json";
            headers["content-length"] = Encoding.UTF8.GetByteCount(body).ToString(CultureInfo.InvariantCulture);
        }

        return headers;
    }

    private static JsonObject Claims(string sub, DateTimeOffset now) => new()
    {
        ["auth_time"] = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
        ["client_id"] = "4u0v3q1l2k7m5n8p6r9s1t3w5x",
        ["cognito:groups"] = "[employee manager]",
        ["event_id"] = "7f0d6a53-0d0c-4b3e-9d6b-5a3b8a1f2c4e",
        ["exp"] = (now.ToUnixTimeSeconds() + 900).ToString(CultureInfo.InvariantCulture),
        ["iat"] = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
        ["iss"] = "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_abcdefghi",
        ["jti"] = "c1b7c7f3-3f0e-4a54-8a0b-2f6a1d9e8b7c",
        ["origin_jti"] = "d2c8d8f4-4f1f-4b65-9b1c-3f7b2e0f9c8d",
        ["scope"] = "aws.cognito.signin.user.admin",
        ["sub"] = sub,
        ["token_use"] = "access",
        ["username"] = sub,
        ["version"] = "2",
    };
}
