using System.Text.Json.Nodes;
using Ooak.LocalCloud.Aws.Iam;
using Ooak.LocalCloud.DynamoDb;
using Ooak.LocalCloud.Faults;
using Ooak.LocalCloud.Lambda;
using Ooak.LocalCloud.Sqs;
using Ooak.LocalCloud.Template;

namespace Ooak.LocalCloud.Streams;

/// <summary>All event source mappings of the stack.</summary>
internal sealed class EventSources : IAsyncDisposable
{
    private static readonly string[] NeededActions = ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"];

    private readonly List<StreamPoller> _pollers = [];
    private readonly CancellationTokenSource _stopping = new();
    private Task _running = Task.CompletedTask;

    public EventSources(Stack stack, LocalCloudOptions options, DynamoDbClient client, LambdaService lambda, SqsService sqs, IamPolicies policies, FaultPlan faults, EventLog events)
    {
        var positions = new RecordStore(options.Data, "streams");
        foreach (var resource in stack.OfType("AWS::Lambda::EventSourceMapping").Where(m => m.Str("Enabled") != "false"))
        {
            var mapping = EventSourceMapping.From(resource, stack);
            var function = lambda.Find(mapping.FunctionName) ?? throw new LocalCloudException($"{resource.LogicalId} invokes {mapping.FunctionName}, which the template does not have");
            var missing = Array.Find(NeededActions, action => !policies.RoleMay(function.Function.RoleName, action, mapping.StreamArn));
            if (missing is not null)
            {
                throw new LocalCloudException($"{resource.LogicalId}: role {function.Function.RoleName} may not {missing} on {mapping.StreamArn}; AWS would refuse the mapping");
            }

            var runner = new BatchRunner(mapping, function, sqs, policies, faults, events);
            _pollers.Add(new StreamPoller(mapping, runner, client, positions, faults, stack.Region, events));
        }
    }

    public async Task StartAsync(CancellationToken cancellation)
    {
        foreach (var poller in _pollers)
        {
            await poller.PrepareAsync(cancellation);
        }

        _running = Task.WhenAll(_pollers.Select(p => Task.Run(() => p.RunAsync(_stopping.Token), CancellationToken.None)));
    }

    public void Wake() => _pollers.ForEach(p => p.Wake());

    public JsonArray Describe() => new([.. _pollers.Select(p => (JsonNode)new JsonObject
    {
        ["mapping"] = p.Mapping.LogicalId,
        ["function"] = p.Mapping.FunctionName,
        ["position"] = p.Position,
        ["caughtUpAt"] = p.CaughtUpAt?.ToString("O"),
        ["batches"] = p.Runner.Batches,
        ["failures"] = p.Runner.Failures,
    })]);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _running;
        _stopping.Dispose();
    }
}
