using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Amazon.ApiGatewayManagementApi;
using Amazon.CognitoIdentityProvider;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.SimpleNotificationService;
using Amazon.SimpleNotificationService.Model;
using Ooak.Demo;
using Ooak.Lambdas.Functions;
using Ooak.LocalCloud;

namespace Ooak.EndToEnd.Tests;

/// <summary>A running stack with the demo organisation's people, reached by its addresses alone: in this process or in another.</summary>
internal sealed class TestCloud : IAsyncDisposable
{
    public const string Password = "Ooak-demo-2026";
    public const string Manager = "manager@ooak.test";
    private const string Region = "eu-central-1";

    /// <summary>Access tokens live for 15 minutes, and all tests together take longer.</summary>
    private static readonly TimeSpan TokenUse = TimeSpan.FromMinutes(8);

    private readonly Dictionary<string, (ApiClient Client, long At)> _signedIn = new(StringComparer.Ordinal);
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { Timeout = TimeSpan.FromSeconds(40) };
    private readonly LocalCloudHost? _host;
    private string _appClient = "";
    private string _exports = "";
    private string _pushKeys = "";

    private TestCloud(Uri site, Uri executeApi, Uri console, Uri services, LocalCloudHost? host)
    {
        (Site, ExecuteApi, Console, _host) = (site, executeApi, console, host);
        DynamoDb = new AmazonDynamoDBClient(Root, new AmazonDynamoDBConfig { ServiceURL = services.ToString(), AuthenticationRegion = Region });
        S3 = new AmazonS3Client(Root, new AmazonS3Config { ServiceURL = services.ToString(), AuthenticationRegion = Region, ForcePathStyle = true });
        Sockets = new AmazonApiGatewayManagementApiClient(Root, new AmazonApiGatewayManagementApiConfig { ServiceURL = services.ToString(), AuthenticationRegion = Region });
        Sns = new AmazonSimpleNotificationServiceClient(Root, new AmazonSimpleNotificationServiceConfig { ServiceURL = services.ToString(), AuthenticationRegion = Region });
        Cognito = new AmazonCognitoIdentityProviderClient(Root, new AmazonCognitoIdentityProviderConfig { ServiceURL = services.ToString(), AuthenticationRegion = Region });
    }

    public Uri Site { get; }

    public Uri ExecuteApi { get; }

    public Uri Console { get; }

    public AmazonDynamoDBClient DynamoDb { get; }

    public AmazonS3Client S3 { get; }

    public AmazonSimpleNotificationServiceClient Sns { get; }

    public AmazonCognitoIdentityProviderClient Cognito { get; }

    public IAmazonApiGatewayManagementApi Sockets { get; }

    public string Table { get; private set; } = "";

    public string Topic { get; private set; } = "";

    public string UserPool { get; private set; } = "";

    /// <summary>The bucket that both apps come from.</summary>
    public string SiteBucket { get; private set; } = "";

    /// <summary>The bucket of recordings.</summary>
    public string Recordings { get; private set; } = "";

    public HttpClient Http => _http;

    /// <summary>What a function of this stack is told, with another table.</summary>
    public FunctionSettings SettingsFor(string table) => new(new Dictionary<string, string>
    {
        [FunctionSettings.TableName] = table,
        [FunctionSettings.UserPoolId] = UserPool,
        [FunctionSettings.UserPoolClientId] = _appClient,
        [FunctionSettings.SiteUrl] = Site.ToString().TrimEnd('/'),
        [FunctionSettings.RecordingsBucket] = Recordings,
        [FunctionSettings.ExportsBucket] = _exports,
        [FunctionSettings.PushKeysBucket] = _pushKeys,
        [FunctionSettings.TopicArn] = Topic,
        [FunctionSettings.TimeZone] = "Etc/UTC",
        [FunctionSettings.OriginVerify] = "only-cloudfront-knows",
    });

    private static BasicAWSCredentials Root => new(LocalCloudHost.RootCredentials.AccessKey, LocalCloudHost.RootCredentials.SecretKey);

    /// <summary>Starts the stack in this process.</summary>
    /// <param name="days">Days of demo calls; 0: people only.</param>
    /// <param name="data">A folder to keep everything in; null: in memory.</param>
    /// <param name="clock">The time by which Cognito's codes and passwords expire.</param>
    /// <param name="isEmpty">Nobody is there but whom the template brings.</param>
    /// <param name="pushService">The origin of a push service that the functions may send to.</param>
    public static async Task<TestCloud> StartAsync(string? assembly = null, int days = 0, string? data = null, TimeProvider? clock = null, bool isEmpty = false, string? pushService = null)
    {
        var host = await LocalCloudHost.StartAsync(new LocalCloudOptions
        {
            Assembly = assembly ?? Repository.CloudAssembly,
            Port = 0,
            Data = data,
            Clock = clock ?? TimeProvider.System,
            DynamoDbLocal = Repository.DynamoDbLocal,
            SharedDynamoDbLocal = data is null ? await Tables.SharedAsync() : null,
            FunctionVariables = VariablesOfFunctions(pushService),
        });
        var cloud = new TestCloud(host.Site, host.ExecuteApi, host.Console, host.Services, host);
        await cloud.FindAsync();
        if (!isEmpty)
        {
            await cloud.FillAsync(days);
        }

        return cloud;
    }

    /// <summary>Attaches to a stack that runs elsewhere.</summary>
    public static async Task<TestCloud> AttachAsync(Uri site, Uri executeApi, Uri console, Uri services)
    {
        var cloud = new TestCloud(site, executeApi, console, services, null);
        await cloud.FindAsync();
        await cloud.FillAsync(0);
        return cloud;
    }

    /// <summary>A client of its own for this person, signed in anew.</summary>
    public Task<ApiClient> SignInAsync(string email) => Anonymous().SignInAsync(email);

    /// <summary>The person's client that all tests share; don't sign it out.</summary>
    public async Task<ApiClient> AsAsync(string email)
    {
        if (_signedIn.TryGetValue(email, out var known) && Environment.TickCount64 - known.At < TokenUse.TotalMilliseconds)
        {
            return known.Client;
        }

        var client = await SignInAsync(email);
        _signedIn[email] = (client, Environment.TickCount64);
        return client;
    }

    public ApiClient Anonymous() => new(_http, Site);

    /// <summary>Cuts or restores everything that has an address, the services included.</summary>
    public void SetNetwork(bool up) => _host!.SetNetwork(up);

    public async Task FaultAsync(JsonObject fault)
    {
        using var answer = await _http.PostAsJsonAsync(new Uri(Console, "/faults"), fault);
        answer.EnsureSuccessStatusCode();
    }

    public async Task<JsonArray> ConsoleAsync(string path) => JsonNode.Parse(await _http.GetStringAsync(new Uri(Console, path)))!.AsArray();

    /// <summary>The logical id of the function that the stack made for a name of the catalogue.</summary>
    public async Task<string> FunctionIdAsync(string name) =>
        (await ConsoleAsync("/api/functions")).Select(function => (string)function!["logicalId"]!).Single(id => id.StartsWith($"Functions{name}Function", StringComparison.Ordinal));

    public async Task<string> LogOfAsync(string function) =>
        string.Join('\n', (await ConsoleAsync("/api/logs/" + await FunctionIdAsync(function))).Select(line => (string)line!["text"]!));

    /// <summary>All items, optionally of some types only.</summary>
    public async Task<List<Dictionary<string, AttributeValue>>> ItemsAsync(params string[] types)
    {
        var found = new List<Dictionary<string, AttributeValue>>();
        Dictionary<string, AttributeValue>? next = null;
        do
        {
            var page = await DynamoDb.ScanAsync(new ScanRequest { TableName = Table, ConsistentRead = true, ExclusiveStartKey = next });
            found.AddRange(page.Items.Where(item => types.Length == 0 || types.Contains(TypeOf(item))));
            next = page.LastEvaluatedKey is { Count: > 0 } ? page.LastEvaluatedKey : null;
        }
        while (next is not null);

        return found;
    }

    /// <summary>A digest of all items that people's requests write; figures and notices follow later by the stream, so they don't
    /// count.</summary>
    public async Task<string> DigestAsync()
    {
        var lines = (await ItemsAsync())
            .Where(item => TypeOf(item) is not ("counters" or "checkpoint" or "ledger" or "recount" or "connection" or "ticket" or "limit" or "presence" or "notice"))
            .Select(item => JsonSerializer.Serialize(item.OrderBy(field => field.Key, StringComparer.Ordinal).ToDictionary()))
            .Order(StringComparer.Ordinal)
            .ToList();
        return $"{lines.Count} items {Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))))}";
    }

    /// <summary>Says something on the topic of notices, as a function would.</summary>
    public async Task PublishAsync(string kind, string message)
    {
        await Sns.PublishAsync(new PublishRequest
        {
            TopicArn = Topic,
            Message = message,
            MessageAttributes = new() { ["kind"] = new() { DataType = "String", StringValue = kind } },
        });
    }

    private static string? TypeOf(Dictionary<string, AttributeValue> item) => item.TryGetValue("type", out var type) ? type.S : null;

    /// <summary>Nearly all functions here answer few requests: what is not compiled yet is compiled quickly, as on Lambda; what is hot
    /// stays as it is, where Lambda would compile it once more.</summary>
    private static Dictionary<string, string> VariablesOfFunctions(string? pushService)
    {
        var variables = new Dictionary<string, string> { ["DOTNET_TieredCompilation"] = "1", ["DOTNET_TC_CallCounting"] = "0" };
        if (pushService is not null)
        {
            variables["PUSH_SERVICES"] = pushService;
        }

        return variables;
    }

    public async ValueTask DisposeAsync()
    {
        DynamoDb.Dispose();
        S3.Dispose();
        Sns.Dispose();
        Sockets.Dispose();
        Cognito.Dispose();
        _http.Dispose();
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }
    }

    private async Task FindAsync()
    {
        var resources = await ConsoleAsync("/api/resources");
        string IdOf(string type) => (string)resources.Single(resource => (string)resource!["type"]! == type)!["physicalId"]!;
        string BucketOf(string name) => (string)resources.Single(resource => (string)resource!["type"]! == "AWS::S3::Bucket" && ((string)resource["logicalId"]!).Contains(name, StringComparison.Ordinal))!["physicalId"]!;
        (SiteBucket, Recordings, _exports, _pushKeys) = (BucketOf("Site"), BucketOf("Recordings"), BucketOf("Exports"), BucketOf("PushKeys"));
        Topic = (string)resources.Single(resource => (string)resource!["type"]! == "AWS::SNS::Topic" && ((string)resource["logicalId"]!).Contains("Notices", StringComparison.Ordinal))!["physicalId"]!;
        (Table, UserPool, _appClient) = (IdOf("AWS::DynamoDB::Table"), IdOf("AWS::Cognito::UserPool"), IdOf("AWS::Cognito::UserPoolClient"));
    }

    private async Task FillAsync(int days)
    {
        var organisation = new DemoOrganisation(Cognito, DynamoDb, Table, UserPool);
        if (await organisation.ExistsAsync())
        {
            return;
        }

        var people = await organisation.InviteAsync();
        await organisation.WriteAsync(people.Where(person => !person.IsManager)
            .SelectMany((person, index) => new DemoCalls(person, index, TimeZoneInfo.Utc, DateTimeOffset.UtcNow, days).Generate()));
        await organisation.FinishAsync();
    }
}
