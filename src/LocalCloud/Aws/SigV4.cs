using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Ooak.LocalCloud.Aws;

/// <summary>The parts of a verified signature that later steps need.</summary>
internal sealed record SignedCall(Principal Principal, string Service, string PayloadHash, string Scope, string Date, byte[] SigningKey, string Signature)
{
    /// <summary>The execution environment that signed; null for anybody but a function.</summary>
    public string? Environment { get; init; }
}

/// <summary>Verifies AWS Signature Version 4, in the Authorization header or in the query (presigned).</summary>
/// <remarks>IAM User Guide, "Create a signed AWS API request"; S3 API Reference, "Authenticating Requests (AWS Signature Version 4)".</remarks>
internal sealed class SigV4(CredentialStore credentials, string region, TimeProvider clock)
{
    public const string UnsignedPayload = "UNSIGNED-PAYLOAD";
    private const string Algorithm = "AWS4-HMAC-SHA256";
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(15);

    public static bool IsSigned(WireRequest request) =>
        request.Header("authorization")?.StartsWith(Algorithm, StringComparison.Ordinal) == true || IsPresigned(request);

    public static bool IsPresigned(WireRequest request) => request.Query.Contains("X-Amz-Signature=", StringComparison.Ordinal);

    /// <summary>The service of the credential scope, before anything is verified: which service's error shape applies.</summary>
    public static string? ServiceOf(WireRequest request)
    {
        var scope = IsPresigned(request)
            ? request.QueryPairs().FirstOrDefault(p => p.Key == "X-Amz-Credential").Value
            : HeaderParts(request).GetValueOrDefault("Credential");
        return scope?.Split('/') is { Length: 5 } parts ? parts[3] : null;
    }

    public SignedCall Verify(WireRequest request)
    {
        var presigned = IsPresigned(request);
        var query = request.QueryPairs().ToList();
        string Parameter(string name) => query.FirstOrDefault(p => p.Key == name).Value ?? throw Incomplete(name);
        var parts = presigned ? [] : HeaderParts(request);
        string Part(string name) => parts.GetValueOrDefault(name) ?? throw Incomplete(name);

        var credential = presigned ? Parameter("X-Amz-Credential") : Part("Credential");
        var signedHeaders = (presigned ? Parameter("X-Amz-SignedHeaders") : Part("SignedHeaders")).Split(';');
        var signature = presigned ? Parameter("X-Amz-Signature") : Part("Signature");
        var date = presigned ? Parameter("X-Amz-Date") : request.Header("x-amz-date") ?? throw Incomplete("X-Amz-Date");
        var token = presigned ? query.FirstOrDefault(p => p.Key == "X-Amz-Security-Token").Value : request.Header("x-amz-security-token");
        var scope = credential.Split('/');
        if (scope.Length != 5)
        {
            throw new AwsException(400, "IncompleteSignature", "Credential must have exactly 5 slash-delimited elements");
        }

        var service = scope[3];
        var key = Key(scope[0], token, service);
        key.Accepts(token, out var environment);
        CheckTime(date, scope, presigned ? int.Parse(Parameter("X-Amz-Expires"), CultureInfo.InvariantCulture) : null);
        if (!signedHeaders.Contains("host"))
        {
            throw new AwsException(403, "SignatureDoesNotMatch", "'Host' must be a 'SignedHeader' in the AWS Authorization");
        }

        var payload = presigned && service == "s3"
            ? request.Header("x-amz-content-sha256") ?? UnsignedPayload
            : request.Header("x-amz-content-sha256") ?? Hex(SHA256.HashData(request.Body));
        var scopeText = string.Join('/', scope[1..]);
        var signingKey = SigningKey(key.SecretKey, scope[1], scope[2], service);
        var toSign = $"{Algorithm}\n{date}\n{scopeText}\n{Hex(SHA256.HashData(Encoding.UTF8.GetBytes(Canonical(request, query, signedHeaders, payload, service))))}";
        var expected = Hex(HMACSHA256.HashData(signingKey, Encoding.UTF8.GetBytes(toSign)));
        if (!CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(expected), Encoding.UTF8.GetBytes(signature)))
        {
            throw Mismatch(service);
        }

        if (payload.Length == 64 && payload != Hex(SHA256.HashData(request.Body)))
        {
            throw service == "s3"
                ? new AwsException(400, "XAmzContentSHA256Mismatch", "The provided 'x-amz-content-sha256' header does not match what was computed.")
                : Mismatch(service);
        }

        return new SignedCall(key.Principal, service, payload, scopeText, date, signingKey, signature) { Environment = environment };
    }

    /// <summary>The key that signs everything of one day, region and service; POST policies use it too.</summary>
    public static byte[] SigningKey(string secret, string date, string region, string service)
    {
        var key = HMACSHA256.HashData(Encoding.UTF8.GetBytes("AWS4" + secret), Encoding.UTF8.GetBytes(date));
        key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(region));
        key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(service));
        return HMACSHA256.HashData(key, "aws4_request"u8);
    }

    public static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);

    /// <summary>The credential behind an access key and session token.</summary>
    public Credential Key(string accessKey, string? token, string service)
    {
        var key = credentials.Find(accessKey) ?? throw (service == "s3"
            ? new AwsException(403, "InvalidAccessKeyId", "The AWS Access Key Id you provided does not exist in our records.")
            : new AwsException(service == "dynamodb" ? 400 : 403, service == "sns" ? "InvalidClientTokenId" : "UnrecognizedClientException", "The security token included in the request is invalid."));
        return key.Accepts(token, out _) ? key : throw (service == "s3"
            ? new AwsException(400, "InvalidToken", "The provided token is malformed or otherwise invalid.")
            : new AwsException(service == "dynamodb" ? 400 : 403, "UnrecognizedClientException", "The security token included in the request is invalid."));
    }

    private void CheckTime(string date, string[] scope, int? expires)
    {
        if (!DateTime.TryParseExact(date, "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var signed))
        {
            throw Incomplete("a valid X-Amz-Date");
        }

        if (!date.StartsWith(scope[1], StringComparison.Ordinal) || scope[2] != region || scope[4] != "aws4_request")
        {
            throw Mismatch(scope[3], $"Credential should be scoped to a valid region and date, not '{scope[2]}/{scope[1]}'.");
        }

        var now = clock.GetUtcNow().UtcDateTime;
        if (expires is { } seconds)
        {
            if (seconds is < 1 or > 604_800)
            {
                throw new AwsException(400, "AuthorizationQueryParametersError", "X-Amz-Expires must be between 1 and 604800 seconds");
            }

            if (now > signed.AddSeconds(seconds) || signed > now + Skew)
            {
                throw new AwsException(403, "AccessDenied", "Request has expired");
            }
        }
        else if ((now - signed).Duration() > Skew)
        {
            throw scope[3] == "s3"
                ? new AwsException(403, "RequestTimeTooSkewed", "The difference between the request time and the current time is too large.")
                : Mismatch(scope[3], $"Signature expired: {date} is now earlier or later than the 15 min. allowed.");
        }
    }

    private static string Canonical(WireRequest request, List<KeyValuePair<string, string>> query, string[] signedHeaders, string payload, string service)
    {
        // Only S3 signs the path as it is sent; every other service signs it encoded once more.
        var path = service == "s3" ? AwsUri.Encode(Uri.UnescapeDataString(request.Path), keepSlash: true) : AwsUri.Encode(request.Path, keepSlash: true);
        var pairs = query
            .Where(p => p.Key != "X-Amz-Signature")
            .Select(p => (Key: AwsUri.Encode(p.Key), Value: AwsUri.Encode(p.Value)))
            .OrderBy(p => p.Key, StringComparer.Ordinal).ThenBy(p => p.Value, StringComparer.Ordinal)
            .Select(p => p.Key + "=" + p.Value);
        var headers = signedHeaders.Select(name => name + ":" + string.Join(",", request.Values(name).Select(Trim)) + "\n");
        return $"{request.Method}\n{path}\n{string.Join('&', pairs)}\n{string.Concat(headers)}\n{string.Join(';', signedHeaders)}\n{payload}";
    }

    private static string Trim(string value) => string.Join(' ', value.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static Dictionary<string, string> HeaderParts(WireRequest request)
    {
        var header = request.Header("authorization");
        return header?.StartsWith(Algorithm + " ", StringComparison.Ordinal) != true
            ? []
            : header[Algorithm.Length..].Split(',', StringSplitOptions.TrimEntries)
                .Select(part => part.Split('=', 2))
                .Where(part => part.Length == 2)
                .ToDictionary(part => part[0].Trim(), part => part[1], StringComparer.Ordinal);
    }

    private static AwsException Incomplete(string what) => new(400, "IncompleteSignature", $"Authorization requires {what}.");

    private static AwsException Mismatch(string service, string? detail = null) => service switch
    {
        "s3" => new(403, "SignatureDoesNotMatch", "The request signature we calculated does not match the signature you provided. Check your key and signing method."),
        "sns" => new(403, "SignatureDoesNotMatch", detail ?? "The request signature we calculated does not match the signature you provided."),
        _ => new(
            service == "dynamodb" || service == "cognito-idp" || service == "sqs" ? 400 : 403,
            "InvalidSignatureException",
            detail ?? "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details."),
    };
}
