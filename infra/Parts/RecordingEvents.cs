using Amazon.CDK;
using Amazon.CDK.AWS.Events;
using Amazon.CDK.AWS.Events.Targets;
using Amazon.CDK.AWS.Lambda;
using Amazon.CDK.AWS.Lambda.Destinations;
using Constructs;
using Ooak.Lambdas.Functions;

namespace Ooak.Infra.Parts;

/// <summary>Uploads lead to their function by way of EventBridge: a notification of the bucket's own would need a custom
/// resource, because bucket and function would refer to each other.</summary>
internal sealed class RecordingEvents : Construct
{
    public RecordingEvents(Construct scope, string id, Storage storage, Functions functions)
        : base(scope, id)
    {
        Failures = new FailureQueue(this, "Failures");
        functions.GrantPutAside<UploadTrigger>(Failures);
        foreach (var (trigger, function) in functions.On<UploadTrigger>())
        {
            new Rule(this, function.Node.Scope!.Node.Id, new RuleProps
            {
                EventPattern = new EventPattern
                {
                    Source = ["aws.s3"],
                    DetailType = ["Object Created"],
                    Detail = new Dictionary<string, object>
                    {
                        ["bucket"] = new Dictionary<string, object> { ["name"] = new[] { storage.Recordings.BucketName } },
                        ["object"] = new Dictionary<string, object> { ["key"] = new[] { new Dictionary<string, object> { ["prefix"] = trigger.Prefix } } },
                    },
                },

                // What the function fails at waits in the queue by its own rule; this is for what never reached it.
                Targets = [new LambdaFunction(function, new LambdaFunctionProps { DeadLetterQueue = Failures.Queue })],
            });
            function.ConfigureAsyncInvoke(new EventInvokeConfigOptions
            {
                MaxEventAge = Duration.Hours(6),
                RetryAttempts = 2,
                OnFailure = new SqsDestination(Failures.Queue),
            });
        }
    }

    public FailureQueue Failures { get; }
}
