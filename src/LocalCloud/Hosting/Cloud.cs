using Ooak.LocalCloud.Aws;
using Ooak.LocalCloud.Aws.Iam;
using Ooak.LocalCloud.CloudFront;
using Ooak.LocalCloud.Cognito;
using Ooak.LocalCloud.DynamoDb;
using Ooak.LocalCloud.Events;
using Ooak.LocalCloud.Faults;
using Ooak.LocalCloud.HttpApi;
using Ooak.LocalCloud.Lambda;
using Ooak.LocalCloud.S3;
using Ooak.LocalCloud.Ses;
using Ooak.LocalCloud.Sns;
using Ooak.LocalCloud.Sqs;
using Ooak.LocalCloud.Streams;
using Ooak.LocalCloud.Template;
using Ooak.LocalCloud.WebSocketApi;

namespace Ooak.LocalCloud;

/// <summary>Every service of one stack, wired together.</summary>
internal sealed class Cloud : IAsyncDisposable
{
    private readonly AsyncInvoker _asyncInvoker;
    private readonly EventSources _streams;

    public Cloud(Stack stack, LocalCloudOptions options, Ports ports, DynamoDbClient dynamoDb)
    {
        Stack = stack;
        Addresses = new LocalAddresses(ports, stack);
        Mailbox = new Mailbox(new RecordStore(options.Data, "mailbox"));
        var clock = TimeProvider.System;
        var credentials = new CredentialStore(options.Account, options.Data);
        var signatures = new SigV4(credentials, options.Region, clock);
        var policies = new IamPolicies(stack);

        Cognito = new CognitoService(stack, options, new CognitoDelivery(Mailbox, Addresses, policies, Faults), Addresses);
        S3 = new S3Service(stack, options.Data);
        BucketDeployment.Apply(stack, S3);
        Lambda = new LambdaService(stack, options, new FunctionEnvironment(credentials, Addresses, options));
        Sqs = new SqsService(stack, options.Data);
        _asyncInvoker = new AsyncInvoker(stack, options, Lambda, Sqs, policies, Events);
        var sns = new SnsService(stack, Lambda, _asyncInvoker, Sqs, policies, Events);
        Rules = new ScheduledRules(stack, Lambda, _asyncInvoker, Events);
        Schedules = new Scheduler(stack, Lambda, _asyncInvoker, Sqs, policies, Events);
        S3.Changed += new S3Notifications(stack, Lambda, _asyncInvoker, new EventBus(stack, Lambda, _asyncInvoker, Events), Events).Send;

        var dynamoEndpoint = new DynamoDbEndpoint(dynamoDb, policies, stack.Account, stack.Region);
        _streams = new EventSources(stack, options, dynamoDb, Lambda, Sqs, policies, Faults, Events);
        dynamoEndpoint.Written += _streams.Wake;

        HttpApis = [.. stack.OfType("AWS::ApiGatewayV2::Api").Where(a => a.Str("ProtocolType") == "HTTP")
            .Select(a => new HttpApiGateway(new HttpApiDefinition(a, stack, Cognito.KeysOf, options.Clock), Lambda, stack.Region, Events))];
        WebSockets = new WebSocketGateway(
            [.. stack.OfType("AWS::ApiGatewayV2::Api").Where(a => a.Str("ProtocolType") == "WEBSOCKET").Select(a => new WebSocketDefinition(a, stack))],
            Lambda, options, Events);
        Connections = new ConnectionsEndpoint(WebSockets, signatures, policies);
        Distribution = stack.OfType("AWS::CloudFront::Distribution")
            .Select(d => new Distribution(d, stack, Addresses, S3, policies, HttpApis, WebSockets, Events)).FirstOrDefault();
        Services = new ServiceEndpoint(
            signatures,
            dynamoEndpoint,
            new S3Endpoint(S3, policies, signatures, clock),
            new CognitoEndpoint(Cognito, policies, Events),
            new SnsEndpoint(sns, policies),
            new SqsEndpoint(Sqs, policies),
            new SesEndpoint(stack, policies, Mailbox),
            Faults);
        Faults.Kill += KillFunction;
        Faults.KillOne += KillEnvironment;
        Faults.NetworkCut += WebSockets.AbortAll;
    }

    public Stack Stack { get; }

    public LocalAddresses Addresses { get; }

    public EventLog Events { get; } = new();

    public FaultPlan Faults { get; } = new();

    public Mailbox Mailbox { get; }

    public CognitoService Cognito { get; }

    public S3Service S3 { get; }

    public LambdaService Lambda { get; }

    public SqsService Sqs { get; }

    public ScheduledRules Rules { get; }

    public Scheduler Schedules { get; }

    public IReadOnlyList<HttpApiGateway> HttpApis { get; }

    public WebSocketGateway WebSockets { get; }

    public ConnectionsEndpoint Connections { get; }

    public Distribution? Distribution { get; }

    public ServiceEndpoint Services { get; }

    public EventSources Streams => _streams;

    /// <summary>Starts what works by itself, once the listeners are up.</summary>
    public async Task StartAsync(CancellationToken cancellation)
    {
        _asyncInvoker.Resume();
        Rules.Start();
        Schedules.Start();
        await _streams.StartAsync(cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await WebSockets.DisposeAsync();
        await Rules.DisposeAsync();
        await Schedules.DisposeAsync();
        var streams = _streams.DisposeAsync().AsTask();
        var invoker = _asyncInvoker.DisposeAsync().AsTask();
        await Lambda.DisposeAsync();
        await Task.WhenAll(streams, invoker);
        Cognito.Dispose();
    }

    private void KillEnvironment(string id)
    {
        foreach (var function in Lambda.Functions.Where(f => f.Kill(id) > 0))
        {
            Events.Add("faults", $"killed a process of {function.Function.LogicalId}");
        }
    }

    private void KillFunction(string name)
    {
        foreach (var function in Lambda.Functions.Where(f => name == "*" || f.Function.Name == name || f.Function.LogicalId == name))
        {
            Events.Add("faults", $"killed {function.Kill()} processes of {function.Function.LogicalId}");
        }
    }
}
