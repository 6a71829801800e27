using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.Lambda;
using Constructs;
using Ooak.Lambdas.Functions;
using Ooak.Lambdas.Push;
using Ooak.Lambdas.Recordings;
using Resource = Ooak.Lambdas.Functions.Resource;

namespace Ooak.Infra.Parts;

/// <summary>What functions may be granted.</summary>
internal sealed record FunctionResources(CallTable Table, Identity Identity, NoticeTopic Topic, RealtimeRoutes Realtime, Site Site, Storage Storage);

/// <summary>One Lambda per declared function, over the same artefact: own role with exactly its grants, own log group.</summary>
internal sealed class Functions : Construct
{
    private const string Assembly = "Ooak.Lambdas";
    private readonly List<(FunctionSpec Spec, Function Function)> all = [];
    private readonly Dictionary<Function, PolicyDocument> grantsOf = [];
    private readonly FunctionResources resources;
    private readonly StackSettings settings;

    public Functions(Construct scope, string id, StackAssets assets, StackSettings settings, FunctionResources resources)
        : base(scope, id)
    {
        this.resources = resources;
        this.settings = settings;
        var code = Code.FromAsset(assets.Functions);
        foreach (var spec in FunctionCatalog.All.Select(entry => entry.Spec))
        {
            all.Add((spec, Create(spec, code)));
        }
    }

    /// <summary>The functions that a kind of trigger starts, with the trigger.</summary>
    public IEnumerable<(TTrigger Trigger, Function Function)> On<TTrigger>()
        where TTrigger : Trigger => all.Where(entry => entry.Spec.Trigger is TTrigger).Select(entry => ((TTrigger)entry.Spec.Trigger, entry.Function));

    /// <summary>What a trigger needs of its function's role beside what the function declares: constructs may not add to it.</summary>
    public void Grant(Function function, string[] actions, string on) => grantsOf[function].AddStatements(Allow(actions, [on]));

    /// <summary>Lambda itself puts aside, as the function, what the function failed at.</summary>
    public void GrantPutAside<TTrigger>(FailureQueue failures)
        where TTrigger : Trigger
    {
        foreach (var (_, function) in On<TTrigger>())
        {
            Grant(function, ["sqs:SendMessage"], failures.Queue.QueueArn);
        }
    }

    private Function Create(FunctionSpec spec, Code code)
    {
        var scope = new Construct(this, spec.Name);
        var logs = LogGroups.Group(scope, "Logs", settings);

        // Within the role, like all that a function may: as policies of their own, they would be a sixth of the 500 resources that a stack may have.
        var grants = spec.Grants.GroupBy(grant => grant.Resource).SelectMany(grant => Statements([.. grant.SelectMany(g => g.Actions).Distinct()], grant.Key));
        if (settings.Tracing)
        {
            // The service knows nothing narrower.
            grants = grants.Append(Allow(["xray:PutTraceSegments", "xray:PutTelemetryRecords"], ["*"]));
        }

        var document = new PolicyDocument(new PolicyDocumentProps { Statements = [Allow(["logs:CreateLogStream", "logs:PutLogEvents"], [logs.LogGroupArn]), .. grants] });
        var role = new Role(scope, "Role", new RoleProps
        {
            AssumedBy = new ServicePrincipal("lambda.amazonaws.com"),
            InlinePolicies = new Dictionary<string, PolicyDocument> { ["Grants"] = document },
        });

        var function = new Function(scope, "Function", new FunctionProps
        {
            Description = spec.Name,
            Runtime = new Runtime("dotnet10", RuntimeFamily.DOTNET_CORE),
            Architecture = Architecture.X86_64,
            Handler = Assembly,
            Code = code,
            Role = role.WithoutPolicyUpdates(),
            LogGroup = logs,
            MemorySize = spec.MemorySize,
            Timeout = Duration.Seconds(spec.Timeout),
            Environment = Environment(spec),
            RecursiveLoop = spec.InSteps ? RecursiveLoop.ALLOW : null,
        });
        if (settings.Tracing)
        {
            // Not by the construct, which would add a policy of its own.
            ((CfnFunction)function.Node.DefaultChild!).TracingConfig = new CfnFunction.TracingConfigProperty { Mode = "Active" };
        }

        grantsOf[function] = document;
        return function;
    }

    private Dictionary<string, string> Environment(FunctionSpec spec)
    {
        var environment = new Dictionary<string, string>
        {
            ["OOAK_FUNCTION"] = spec.Name,
            [FunctionSettings.TimeZone] = settings.TimeZone,
            [FunctionSettings.WorkingDays] = settings.WorkingDays,
            [FunctionSettings.DefaultCountry] = settings.DefaultCountry,
            [FunctionSettings.SmsEnabled] = settings.SmsEnabled ? "true" : "false",
            [FunctionSettings.MailSender] = settings.MailSender ?? "",
            [FunctionSettings.OriginVerify] = resources.Site.OriginVerify,

            // Small functions start faster without background compilation of everything twice.
            ["DOTNET_TieredPGO"] = "0",
            ["DOTNET_TC_QuickJitForLoops"] = "1",

            // They have a share of one processor: a thread that spins while it waits takes it from the one that works.
            ["DOTNET_ThreadPool_UnfairSemaphoreSpinLimit"] = "0",
        };
        var touched = spec.Grants.Select(grant => grant.Resource).ToHashSet();
        if (touched.Contains(Resource.Table))
        {
            environment[FunctionSettings.TableName] = resources.Table.Table.TableName;
        }

        if (touched.Contains(Resource.UserPool))
        {
            environment[FunctionSettings.UserPoolId] = resources.Identity.Pool.UserPoolId;
            environment[FunctionSettings.SiteUrl] = resources.Site.Url;
            environment[FunctionSettings.UserPoolClientId] = resources.Identity.Client.UserPoolClientId;
        }

        if (touched.Contains(Resource.Topic))
        {
            environment[FunctionSettings.TopicArn] = resources.Topic.Topic.TopicArn;
            environment[FunctionSettings.Organisation] = Aws.STACK_NAME;
        }

        if (touched.Contains(Resource.Recordings))
        {
            environment[FunctionSettings.RecordingsBucket] = resources.Storage.Recordings.BucketName;
        }

        if (touched.Contains(Resource.PushKeys))
        {
            environment[FunctionSettings.PushKeysBucket] = resources.Storage.PushKeys.BucketName;
            environment[FunctionSettings.SiteUrl] = resources.Site.Url;
        }

        if (touched.Contains(Resource.Mail))
        {
            environment[FunctionSettings.SiteUrl] = resources.Site.Url;
        }

        if (touched.Contains(Resource.Exports))
        {
            environment[FunctionSettings.ExportsBucket] = resources.Storage.Exports.BucketName;
        }

        if (touched.Contains(Resource.WebSocketConnections))
        {
            environment["AWS_ENDPOINT_URL_APIGATEWAYMANAGEMENTAPI"] = resources.Realtime.ConnectionsUrl;
        }

        return environment;
    }

    // A bucket is listed, its objects are read and written: two kinds of resource.
    private IEnumerable<PolicyStatement> Statements(string[] actions, Resource resource) => resource switch
    {
        Resource.Recordings => actions
            .GroupBy(action => action == "s3:ListBucket")
            .Select(group => Allow([.. group], [group.Key ? resources.Storage.Recordings.BucketArn : resources.Storage.Recordings.ArnForObjects(RecordingKey.Prefix + "*")])),

        // Where there is nothing to send from, nothing may be sent.
        Resource.Mail when settings.SesIdentity is null => [],
        _ => [Allow(actions, resource)],
    };

    private PolicyStatement Allow(string[] actions, Resource resource) => resource switch
    {
        // Queries go to indexes; items are read and written in the table itself.
        Resource.Table when actions.Contains("dynamodb:Query") => Allow(actions, [resources.Table.Table.TableArn, $"{resources.Table.Table.TableArn}/index/*"]),
        Resource.Table => Allow(actions, [resources.Table.Table.TableArn]),
        Resource.UserPool => Allow(actions, [resources.Identity.Pool.UserPoolArn]),
        Resource.Topic => Allow(actions, [resources.Topic.Topic.TopicArn]),
        Resource.PushKeys => Allow(actions, [resources.Storage.PushKeys.ArnForObjects(PushKeyPrefix.Text + "*")]),
        Resource.Exports => Allow(actions, [resources.Storage.Exports.ArnForObjects("*")]),
        Resource.Mail => Allow(actions, [$"arn:{Aws.PARTITION}:ses:{Aws.REGION}:{Aws.ACCOUNT_ID}:identity/{settings.SesIdentity}"]),
        Resource.WebSocketConnections => Allow(["execute-api:ManageConnections"], [.. actions.Select(resources.Realtime.ConnectionsArn)]),
        _ => throw new ArgumentOutOfRangeException(nameof(resource)),
    };

    private static PolicyStatement Allow(string[] actions, string[] on) =>
        new(new PolicyStatementProps { Effect = Effect.ALLOW, Actions = actions, Resources = on });
}
