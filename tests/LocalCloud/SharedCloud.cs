using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Ooak.LocalCloud.Aws;
using Ooak.LocalCloud.Tests;

[assembly: AssemblyFixture(typeof(SharedCloud))]

namespace Ooak.LocalCloud.Tests;

/// <summary>One running cloud for all tests that leave it as they found it.</summary>
public sealed class SharedCloud : IAsyncLifetime
{
    internal Harness Harness { get; private set; } = null!;

    internal string Pool => Harness.Cloud.PhysicalIds["Pool"];

    internal string ClientSecret { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        Harness = await Harness.StartAsync();
        var client = await Admin("DescribeUserPoolClient", new JsonObject { ["UserPoolId"] = Pool, ["ClientId"] = Harness.Cloud.PhysicalIds["Client"] });
        ClientSecret = (string)client["UserPoolClient"]!["ClientSecret"]!;
    }

    public ValueTask DisposeAsync() => Harness.DisposeAsync();

    internal Task<JsonObject> Admin(string operation, JsonObject body) =>
        Call("cognito-idp", "application/x-amz-json-1.1", "AWSCognitoIdentityProviderService." + operation, body.ToJsonString());

    internal Task<JsonObject> Sqs(string operation, JsonObject body) =>
        Call("sqs", "application/x-amz-json-1.0", "AmazonSQS." + operation, body.ToJsonString());

    /// <summary>Signs as root.</summary>
    private async Task<JsonObject> Call(string service, string type, string target, string body)
    {
        var uri = Harness.Cloud.Services;
        var date = DateTime.UtcNow.ToString("yyyyMMdd'T'HHmmss'Z'");
        var (access, secret) = LocalCloudHost.RootCredentials;
        var hash = SigV4.Hex(SHA256.HashData(Encoding.UTF8.GetBytes(body)));
        var canonical = $"POST\n/\n\nhost:{uri.Authority}\nx-amz-date:{date}\nx-amz-target:{target}\n\nhost;x-amz-date;x-amz-target\n{hash}";
        var scope = $"{date[..8]}/{Harness.Cloud.Region}/{service}/aws4_request";
        var key = SigV4.SigningKey(secret, date[..8], Harness.Cloud.Region, service);
        var signature = SigV4.Hex(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"AWS4-HMAC-SHA256\n{date}\n{scope}\n{SigV4.Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}")));
        using var request = new HttpRequestMessage(HttpMethod.Post, uri) { Content = new StringContent(body) };
        request.Content.Headers.ContentType = new(type);
        request.Headers.Add("X-Amz-Date", date);
        request.Headers.Add("X-Amz-Target", target);
        request.Headers.TryAddWithoutValidation("Authorization", $"AWS4-HMAC-SHA256 Credential={access}/{scope}, SignedHeaders=host;x-amz-date;x-amz-target, Signature={signature}");
        using var response = await Harness.Http.SendAsync(request);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject();
    }
}
