using Amazon.CDK;
using Amazon.CDK.AWS.CloudWatch;
using Amazon.CDK.AWS.CloudWatch.Actions;
using Amazon.CDK.AWS.SNS;
using Amazon.CDK.AWS.SNS.Subscriptions;
using Constructs;
using Ooak.Lambdas.Functions;
using Ooak.Lambdas.Operations;
using Topic = Amazon.CDK.AWS.SNS.Topic;

namespace Ooak.Infra.Parts;

/// <summary>What people must be woken for: something was given up, or the dashboards fall behind, or phones get errors. Ten alarms are
/// free; docs/operations.md says of each what to do.</summary>
internal sealed class Alarms : Construct
{
    private readonly Topic topic;

    public Alarms(Construct scope, string id, StackSettings settings, HttpRoutes http, Functions functions, StreamReaders stream, NoticeTopic notices, RecordingEvents recordings, Schedules schedules)
        : base(scope, id)
    {
        // A topic of its own, without the AWS-managed key: CloudWatch could not publish to it, and an alarm names no person.
        topic = new Topic(this, "Topic", new TopicProps { DisplayName = "OOAK alarms" });
        TopicAccess.RequireTls(topic);
        TopicAccess.Admit(topic, "cloudwatch.amazonaws.com");
        if (settings.AlarmEmail is { } address)
        {
            topic.AddSubscription(new EmailSubscription(address));
        }

        Watch("StreamFailures", stream.Failures.Queue.MetricApproximateNumberOfMessagesVisible(), 0, "A change was given up: its day's figures need a recount.");
        Watch("DeadLetters", notices.DeadLetters.Queue.MetricApproximateNumberOfMessagesVisible(), 0, "A notice, or a step of an export or an erasure, was given up.");
        Watch("RecordingFailures", recordings.Failures.Queue.MetricApproximateNumberOfMessagesVisible(), 0, "An uploaded recording was not looked at: it stays unheard.");
        Watch("ScheduleFailures", schedules.Failures.Queue.MetricApproximateNumberOfMessagesVisible(), 0, "Something scheduled did not run.");
        Watch(
            "CounterDifferences",
            Measures.Own(ProductMetrics.CounterDifferences, Duration.Hours(1)),
            0,
            "Figures differed from their calls. They were mended; why they differed is worth a look.");
        foreach (var (_, function) in functions.On<StreamTrigger>())
        {
            var name = function.Node.Scope!.Node.Id;
            Watch($"{name}Age", function.Metric("IteratorAge", new MetricOptions { Statistic = "Maximum" }), 60_000, $"{name} is more than a minute behind.");
        }

        Watch("ApiErrors", Measures.Api(http, "5xx"), 5, "Phones or dashboards get errors of ours. Phones keep what they have and try again.");
        Watch("Throttles", Measures.Throttles, 0, "Functions were refused to start: the account's concurrency is used up.");
        Watch("SignInFailures", Measures.Own(ProductMetrics.SignInFailures, Duration.Minutes(5)), 100, "Somebody tries passwords, or many people's passwords stopped working.");
    }

    private void Watch(string id, IMetric metric, double threshold, string meaning)
    {
        var alarm = new Alarm(this, id, new AlarmProps
        {
            Metric = metric,
            Threshold = threshold,
            ComparisonOperator = ComparisonOperator.GREATER_THAN_THRESHOLD,
            EvaluationPeriods = 1,
            TreatMissingData = TreatMissingData.NOT_BREACHING,
            AlarmDescription = meaning,
        });
        alarm.AddAlarmAction(new SnsAction(topic));
    }
}
