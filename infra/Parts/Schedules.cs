using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.Lambda;
using Amazon.CDK.AWS.Lambda.Destinations;
using Amazon.CDK.AWS.Scheduler;
using Constructs;
using Ooak.Lambdas.Functions;

namespace Ooak.Infra.Parts;

/// <summary>What the clock starts, by the organisation's wall clock. Each schedule has a role that may invoke its function and
/// nothing else; what could not be delivered and what the function failed at wait in the same queue.</summary>
internal sealed class Schedules : Construct
{
    public Schedules(Construct scope, string id, StackSettings settings, IEnumerable<(ScheduleTrigger Trigger, Function Function)> functions)
        : base(scope, id)
    {
        Failures = new FailureQueue(this, "Failures");
        foreach (var (trigger, function) in functions)
        {
            Add(new Construct(this, function.Node.Scope!.Node.Id), settings.TimeZone, trigger, function);
        }
    }

    public FailureQueue Failures { get; }

    private void Add(Construct scope, string timeZone, ScheduleTrigger trigger, Function function)
    {
        var role = new Role(scope, "Role", new RoleProps
        {
            // Only for this account's schedules: the service acts for everybody's.
            AssumedBy = new ServicePrincipal("scheduler.amazonaws.com", new ServicePrincipalOpts
            {
                Conditions = new Dictionary<string, object>
                {
                    ["StringEquals"] = new Dictionary<string, string> { ["aws:SourceAccount"] = Aws.ACCOUNT_ID },
                },
            }),
            InlinePolicies = new Dictionary<string, PolicyDocument>
            {
                ["Grants"] = new(new PolicyDocumentProps
                {
                    Statements = [Allow("lambda:InvokeFunction", function.FunctionArn), Allow("sqs:SendMessage", Failures.Queue.QueueArn)],
                }),
            },
        });
        new CfnSchedule(scope, "Schedule", new CfnScheduleProps
        {
            ScheduleExpression = trigger.Expression,
            ScheduleExpressionTimezone = timeZone,
            FlexibleTimeWindow = new CfnSchedule.FlexibleTimeWindowProperty { Mode = "OFF" },
            Target = new CfnSchedule.TargetProperty
            {
                Arn = function.FunctionArn,
                RoleArn = role.RoleArn,
                Input = ScheduledRun.Input,
                RetryPolicy = new CfnSchedule.RetryPolicyProperty { MaximumRetryAttempts = 10, MaximumEventAgeInSeconds = 6 * 60 * 60 },
                DeadLetterConfig = new CfnSchedule.DeadLetterConfigProperty { Arn = Failures.Queue.QueueArn },
            },
        }).Node.AddDependency(role);
        function.ConfigureAsyncInvoke(new EventInvokeConfigOptions
        {
            MaxEventAge = Duration.Hours(6),
            RetryAttempts = 2,
            OnFailure = new SqsDestination(Failures.Queue),
        });
    }

    private static PolicyStatement Allow(string action, string on) =>
        new(new PolicyStatementProps { Effect = Effect.ALLOW, Actions = [action], Resources = [on] });
}
