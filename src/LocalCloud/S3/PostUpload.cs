using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Ooak.LocalCloud.Aws;
using Ooak.LocalCloud.Aws.Iam;

namespace Ooak.LocalCloud.S3;

/// <summary>Browser uploads by an HTML form with a signed policy.</summary>
/// <remarks>Amazon S3 API Reference, "Browser-Based Uploads Using POST (AWS Signature Version 4)".</remarks>
internal sealed class PostUpload(S3Service s3, IamPolicies policies, SigV4 signatures, TimeProvider clock)
{
    private static readonly HashSet<string> NeedNoCondition = new(StringComparer.OrdinalIgnoreCase) { "x-amz-signature", "file", "policy" };

    public WireResponse Handle(WireRequest request, S3Bucket bucket)
    {
        var (fields, file) = Read(request).GetAwaiter().GetResult();
        string Field(string name) => fields.GetValueOrDefault(name) ?? throw new AwsException(400, "InvalidArgument", $"Bucket POST must contain a field named '{name}'.");
        var encoded = Field("policy");
        var who = Signer(encoded, Field("x-amz-credential"), Field("x-amz-date"), Field("x-amz-signature"), fields.GetValueOrDefault("x-amz-security-token"));
        var key = Field("key").Replace("${filename}", file.Name, StringComparison.Ordinal);
        Check(Json.ParseObject(Convert.FromBase64String(encoded)), bucket, fields, file.Content.Length);
        policies.Demand(who, [("s3:PutObject", $"{bucket.Arn}/{key}")], bucket.Arn);

        var headers = fields
            .Where(f => f.Key.StartsWith("x-amz-meta-", StringComparison.OrdinalIgnoreCase) || f.Key.ToLowerInvariant() is "content-type" or "cache-control" or "content-disposition" or "content-encoding")
            .ToDictionary(f => f.Key.ToLowerInvariant(), f => f.Value, StringComparer.Ordinal);
        headers.TryAdd("content-type", "binary/octet-stream");
        var info = bucket.Put(key, file.Content, headers);
        s3.Notify(bucket, info, "ObjectCreated:Post");
        var status = fields.GetValueOrDefault("success_action_status") switch { "200" => 200, "201" => 201, _ => 204 };
        var response = status == 201
            ? S3Xml.Answer(201, new XElement("PostResponse", new XElement("Bucket", bucket.Name), new XElement("Key", key), new XElement("ETag", info.ETag)))
            : new WireResponse(status, [], []);
        return response.With("etag", info.ETag);
    }

    private Principal Signer(string policy, string credential, string date, string signature, string? token)
    {
        var scope = credential.Split('/');
        if (scope.Length != 5 || scope[3] != "s3" || !date.StartsWith(scope[1], StringComparison.Ordinal))
        {
            throw new AwsException(400, "AuthorizationQueryParametersError", "The credential of the form is malformed.");
        }

        var key = signatures.Key(scope[0], token, "s3");
        var expected = SigV4.Hex(HMACSHA256.HashData(SigV4.SigningKey(key.SecretKey, scope[1], scope[2], "s3"), Encoding.UTF8.GetBytes(policy)));
        return expected == signature
            ? key.Principal
            : throw new AwsException(403, "SignatureDoesNotMatch", "The request signature we calculated does not match the signature you provided. Check your key and signing method.");
    }

    private void Check(JsonObject policy, S3Bucket bucket, Dictionary<string, string> fields, int size)
    {
        if (!DateTimeOffset.TryParse(policy.Str("expiration"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var expires) || expires < clock.GetUtcNow())
        {
            throw Refused("Policy expired.");
        }

        var covered = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var condition in policy.List("conditions"))
        {
            if (condition is JsonObject exact)
            {
                foreach (var (name, value) in exact)
                {
                    Demand("eq", name, value?.ToString() ?? "", condition);
                }
            }
            else if (condition is JsonArray { Count: 3 } array)
            {
                var kind = array[0]!.ToString();
                if (kind == "content-length-range")
                {
                    CheckSize(size, array[1]!.ToString(), array[2]!.ToString());
                }
                else
                {
                    Demand(kind, array[1]!.ToString().TrimStart('$'), array[2]!.ToString(), condition);
                }
            }
            else
            {
                throw new AwsException(400, "InvalidPolicyDocument", "Invalid Policy: Invalid JSON.");
            }
        }

        var extra = fields.Keys.Where(f => !covered.Contains(f) && !NeedNoCondition.Contains(f) && !f.StartsWith("x-ignore-", StringComparison.OrdinalIgnoreCase)).ToList();
        if (extra.Count > 0)
        {
            throw Refused($"Extra input fields: {string.Join(", ", extra.Select(e => e.ToLowerInvariant()))}");
        }

        void Demand(string kind, string name, string wanted, JsonNode condition)
        {
            covered.Add(name);
            var given = name.Equals("bucket", StringComparison.OrdinalIgnoreCase) ? bucket.Name : fields.GetValueOrDefault(name) ?? "";
            var holds = kind == "starts-with" ? given.StartsWith(wanted, StringComparison.Ordinal) : kind == "eq" && given == wanted;
            if (!holds)
            {
                throw Refused($"Policy Condition failed: [\"{kind}\", \"${name}\", \"{wanted}\"]");
            }

            _ = condition;
        }
    }

    private static void CheckSize(int size, string from, string to)
    {
        if (size > long.Parse(to, CultureInfo.InvariantCulture))
        {
            throw new AwsException(400, "EntityTooLarge", "Your proposed upload exceeds the maximum allowed size");
        }

        if (size < long.Parse(from, CultureInfo.InvariantCulture))
        {
            throw new AwsException(400, "EntityTooSmall", "Your proposed upload is smaller than the minimum allowed size");
        }
    }

    private static AwsException Refused(string why) => new(403, "AccessDenied", "Invalid according to Policy: " + why);

    private static async Task<(Dictionary<string, string> Fields, (string Name, byte[] Content) File)> Read(WireRequest request)
    {
        var boundary = HeaderUtilities.RemoveQuotes(MediaTypeHeaderValue.Parse(request.Header("content-type")).Boundary).Value;
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        using var stream = new MemoryStream(request.Body);
        var reader = new MultipartReader(boundary ?? throw new AwsException(400, "MalformedPOSTRequest", "The body of your POST request is not well-formed multipart/form-data."), stream);
        while (await reader.ReadNextSectionAsync() is { } section)
        {
            var disposition = ContentDispositionHeaderValue.Parse(section.ContentDisposition);
            var name = HeaderUtilities.RemoveQuotes(disposition.Name).Value ?? "";
            using var body = new MemoryStream();
            await section.Body.CopyToAsync(body);
            if (name.Equals("file", StringComparison.OrdinalIgnoreCase))
            {
                // S3 ignores every field after the file.
                return (fields, (HeaderUtilities.RemoveQuotes(disposition.FileName).Value ?? "", body.ToArray()));
            }

            fields[name] = Encoding.UTF8.GetString(body.ToArray());
        }

        throw new AwsException(400, "InvalidArgument", "POST requires exactly one file upload per request.");
    }
}
