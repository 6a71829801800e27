using Amazon.CDK;
using Amazon.CDK.AWS.Lambda;
using Amazon.CDK.AWS.Lambda.EventSources;
using Constructs;
using Ooak.Lambdas.Data;
using Ooak.Lambdas.Functions;

namespace Ooak.Infra.Parts;

/// <summary>The stream's readers: two at most, or reads are throttled. Each gets items of its type only; what it fails at
/// is bisected, retried, and put aside.</summary>
internal sealed class StreamReaders : Construct
{
    public StreamReaders(Construct scope, string id, CallTable table, Functions functions)
        : base(scope, id)
    {
        Failures = new FailureQueue(this, "Failures");
        functions.GrantPutAside<StreamTrigger>(Failures);
        foreach (var (trigger, function) in functions.On<StreamTrigger>())
        {
            functions.Grant(function, ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"], table.Table.TableStreamArn!);
            functions.Grant(function, ["dynamodb:ListStreams"], "*");
            function.AddEventSource(new DynamoEventSource(table.Table, new DynamoEventSourceProps
            {
                StartingPosition = StartingPosition.TRIM_HORIZON,
                BatchSize = trigger.BatchSize,
                ParallelizationFactor = 1,
                BisectBatchOnError = true,
                ReportBatchItemFailures = true,
                RetryAttempts = 10,
                MaxRecordAge = Duration.Hours(23),
                OnFailure = new SqsDlq(Failures.Queue),
                Filters = [OfType("NewImage", trigger.ItemTypes), OfType("OldImage", trigger.ItemTypes)],
            }));
        }
    }

    public FailureQueue Failures { get; }

    private static IDictionary<string, object> OfType(string image, string[] types) => FilterCriteria.Filter(new Dictionary<string, object>
    {
        ["dynamodb"] = new Dictionary<string, object>
        {
            [image] = new Dictionary<string, object>
            {
                [Keys.Type] = new Dictionary<string, object> { ["S"] = FilterRule.Or(types) },
            },
        },
    });
}
