using System.Text.Json.Nodes;
using Ooak.Lambdas.Functions;

namespace Ooak.Infra.Tests;

public sealed class EventTests(Synthesized stack)
{
    [Fact]
    public void The_stream_has_two_readers_at_most() => Mappings().Count.ShouldBe(2);

    [Theory]
    [InlineData("Aggregate")]
    [InlineData("FanOut")]
    public void A_stream_reader_gets_items_of_its_types_only_and_puts_aside_what_it_fails_at(string name)
    {
        var trigger = (StreamTrigger)FunctionCatalog.Find(name).Spec.Trigger;
        var mapping = Mappings().Single(properties => properties["FunctionName"]!["Ref"]!.GetValue<string>() == stack.FunctionId(name));
        mapping["StartingPosition"]!.GetValue<string>().ShouldBe("TRIM_HORIZON");
        mapping["BatchSize"]!.GetValue<int>().ShouldBe(trigger.BatchSize);
        mapping["ParallelizationFactor"]!.GetValue<int>().ShouldBe(1);
        mapping["BisectBatchOnFunctionError"]!.GetValue<bool>().ShouldBeTrue();
        mapping["MaximumRetryAttempts"]!.GetValue<int>().ShouldBeInRange(1, 100);
        mapping["FunctionResponseTypes"]!.ToJsonString().ShouldBe("""["ReportBatchItemFailures"]""");
        mapping["FilterCriteria"]!["Filters"]!.AsArray().Select(filter => filter!["Pattern"]!.GetValue<string>()).ShouldBe(
        [
            Pattern("NewImage", trigger.ItemTypes),
            Pattern("OldImage", trigger.ItemTypes),
        ]);
        var queue = mapping["DestinationConfig"]!["OnFailure"]!["Destination"]!["Fn::GetAtt"]![0]!.GetValue<string>();
        stack.Resources[queue]!["Type"]!.GetValue<string>().ShouldBe("AWS::SQS::Queue");
    }

    [Fact]
    public void A_subscription_filters_by_the_kinds_that_its_function_declares()
    {
        foreach (var spec in FunctionCatalog.All.Select(entry => entry.Spec).Where(spec => spec.Trigger is TopicTrigger))
        {
            var subscription = stack.OfType("AWS::SNS::Subscription").Select(entry => entry.Resource["Properties"]!)
                .Single(properties => properties["Endpoint"]!["Fn::GetAtt"]![0]!.GetValue<string>() == stack.FunctionId(spec.Name));
            subscription["FilterPolicy"]!["kind"]!.AsArray().Select(kind => kind!.GetValue<string>()).ShouldBe(((TopicTrigger)spec.Trigger).Kinds);
            subscription["RedrivePolicy"]!["deadLetterTargetArn"].ShouldNotBeNull();
        }
    }

    /// <remarks>Lambda stops a function that starts itself by a topic after about 16 runs: AWS Lambda Developer Guide, "Use Lambda
    /// recursive loop detection to prevent infinite loops".</remarks>
    [Fact]
    public void A_task_that_goes_on_by_the_topic_may_start_its_function_again_and_nobody_else_may()
    {
        var recurring = FunctionCatalog.All.Select(entry => entry.Spec.Name)
            .Where(name => (string?)stack.Resources[stack.FunctionId(name)]!["Properties"]!["RecursiveLoop"] == "Allow");

        recurring.ShouldBe(["ContinueErasure", "WriteExport"], ignoreOrder: true);
    }

    [Fact]
    public void Whatever_is_given_up_or_late_raises_an_alarm()
    {
        var alarms = stack.OfType("AWS::CloudWatch::Alarm").Select(entry => entry.Resource["Properties"]!).ToList();
        alarms.Select(alarm => alarm["MetricName"]!.GetValue<string>())
            .ShouldBe(["ApproximateNumberOfMessagesVisible", "ApproximateNumberOfMessagesVisible", "ApproximateNumberOfMessagesVisible", "ApproximateNumberOfMessagesVisible", "CounterDifferences", "IteratorAge", "IteratorAge", "5xx", "Throttles", "SignInFailures"], ignoreOrder: true);
        alarms.ShouldAllBe(alarm => alarm["AlarmActions"]!.AsArray().Count == 1);
    }

    private static string Pattern(string image, string[] types) => "{\"dynamodb\":{\"" + image + "\":{\"type\":{\"S\":[" + string.Join(',', types.Select(type => $"\"{type}\"")) + "]}}}}";

    private List<JsonNode> Mappings() => [.. stack.OfType("AWS::Lambda::EventSourceMapping").Select(entry => entry.Resource["Properties"]!)];
}
