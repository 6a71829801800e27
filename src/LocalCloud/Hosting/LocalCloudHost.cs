using System.Diagnostics;
using Ooak.LocalCloud.Aws;
using Ooak.LocalCloud.DynamoDb;
using Ooak.LocalCloud.Template;

namespace Ooak.LocalCloud;

/// <summary>A running local cloud. Dispose stops every function process, its DynamoDB Local and the listeners.</summary>
public sealed class LocalCloudHost : IAsyncDisposable
{
    private readonly StackTables _tables;
    private readonly Cloud _cloud;
    private readonly Listeners _listeners;
    private readonly Ports _ports;

    private LocalCloudHost(StackTables tables, Cloud cloud, Listeners listeners, Stack stack, Ports ports)
    {
        (_tables, _cloud, _listeners, _ports) = (tables, cloud, listeners, ports);
        Site = new Uri(cloud.Addresses.Site);
        ExecuteApi = new Uri(cloud.Addresses.ExecuteApi);
        Console = new Uri(cloud.Addresses.Console);
        Services = new Uri(cloud.Addresses.Services);
        Outputs = stack.Outputs.ToDictionary(o => o.Key, o => cloud.Addresses.ForText(o.Value), StringComparer.Ordinal);
        PhysicalIds = stack.Resources.ToDictionary(r => r.LogicalId, r => r.PhysicalId, StringComparer.Ordinal);
        Region = stack.Region;
    }

    /// <summary>The distribution: what people open.</summary>
    public Uri Site { get; }

    /// <summary>HTTP and WebSocket APIs, chosen by the stage in the path.</summary>
    public Uri ExecuteApi { get; }

    /// <summary>Console, mailbox and faults.</summary>
    public Uri Console { get; }

    /// <summary>AWS_ENDPOINT_URL of every service.</summary>
    public Uri Services { get; }

    public string Region { get; }

    /// <summary>The stack's outputs, host names made local.</summary>
    public IReadOnlyDictionary<string, string> Outputs { get; }

    /// <summary>Physical ids by logical id: table names, pool ids, queue URLs, topic ARNs …</summary>
    public IReadOnlyDictionary<string, string> PhysicalIds { get; }

    /// <summary>Credentials of the account's root, for tools and tests.</summary>
    public static (string AccessKey, string SecretKey) RootCredentials => (CredentialStore.RootAccessKey, CredentialStore.RootSecretKey);

    /// <summary>Reads the assembly and starts everything that it declares.</summary>
    /// <exception cref="LocalCloudException">The assembly cannot run here; the message is one line for people.</exception>
    public static async Task<LocalCloudHost> StartAsync(LocalCloudOptions options, CancellationToken cancellation = default)
    {
        var clock = Stopwatch.StartNew();
        void Say(string text) => options.Output.WriteLine($"[{clock.Elapsed.TotalSeconds,5:0.0} s] {text}");

        if (options.Data is not null)
        {
            options = options with { Data = Path.GetFullPath(options.Data) };
            Directory.CreateDirectory(options.Data);
        }

        var stack = new Stack(CloudAssembly.Load(options.Assembly), options.Account, options.Region);
        Say($"{stack.Assembly.StackName}: {stack.Resources.Count()} resources");
        var ports = Ports.Choose(options.Port);
        var tables = Start(stack, options, ports);
        Cloud? cloud = null;
        try
        {
            cloud = new Cloud(stack, options, ports, tables.Client);
            Say($"{cloud.Lambda.Functions.Count()} functions, {cloud.S3.Buckets.Count()} buckets, {cloud.Cognito.Pools.Count()} user pools");
            await tables.ReadyAsync(cancellation);
            Say("DynamoDB Local is up");
            var listeners = await Listeners.StartAsync(cloud, ports, cancellation);
            await cloud.StartAsync(cancellation);
            var host = new LocalCloudHost(tables, cloud, listeners, stack, ports);
            await options.Output.WriteLineAsync($"LocalCloud ready: {cloud.Addresses.Site}  api {cloud.Addresses.ExecuteApi}  console {cloud.Addresses.Console}  services {cloud.Addresses.Services}");
            await options.Output.FlushAsync(cancellation);
            return host;
        }
        catch
        {
            if (cloud is not null)
            {
                await cloud.DisposeAsync();
            }

            await tables.DisposeAsync();
            ports.Dispose();
            throw;
        }
    }

    private static StackTables Start(Stack stack, LocalCloudOptions options, Ports ports)
    {
        try
        {
            return StackTables.Start(stack, options, ports.DynamoDbLocal);
        }
        catch
        {
            ports.Dispose();
            throw;
        }
    }

    /// <summary>Whether the site, the gateways and the services are reachable: the same as POST /faults {"network":…}.</summary>
    public void SetNetwork(bool up) => _cloud.Faults.Apply(new System.Text.Json.Nodes.JsonObject { ["network"] = up ? "up" : "down" });

    public async ValueTask DisposeAsync()
    {
        await _cloud.DisposeAsync();
        await _listeners.DisposeAsync();
        await _tables.DisposeAsync();
        _ports.Dispose();
    }
}
