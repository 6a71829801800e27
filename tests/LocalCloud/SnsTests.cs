using System.Text.Json.Nodes;

namespace Ooak.LocalCloud.Tests;

public sealed class SnsTests(SharedCloud shared)
{
    private readonly Harness _cloud = shared.Harness;

    [Fact]
    public async Task Attributes_decide_who_hears()
    {
        await Publish("not me", ("kind", "String", "call"), ("weight", "Number", "1"));
        await Publish("me", ("kind", "String", "notes"), ("weight", "Number", "7"));

        await Until.True(() => Messages().Contains("me"), "the subscriber heard");
        Messages().ShouldNotContain("not me");
        var record = _cloud.ReceivedRecords("Subscriber").First(r => (string?)r["Sns"]?["Message"] == "me");
        ((string)record["EventSource"]!).ShouldBe("aws:sns");
        ((string)record["Sns"]!["MessageAttributes"]!["weight"]!["Value"]!).ShouldBe("7");
        ((string)record["Sns"]!["MessageAttributes"]!["weight"]!["Type"]!).ShouldBe("Number");
    }

    [Fact]
    public async Task The_body_decides_where_the_policy_says_so()
    {
        await Publish("""{"employee":{"team":"south"}}""");
        await Publish("""{"employee":{"team":"north"},"n":1}""");

        var body = await Receive("Inbox");

        ((string)body["Message"]!).ShouldBe("""{"employee":{"team":"north"},"n":1}""");
        ((string)body["Type"]!).ShouldBe("Notification");
    }

    [Fact]
    public async Task A_queue_without_a_policy_gets_nothing_and_the_dead_letter_queue_does()
    {
        await Publish("closed", ("kind", "String", "closed"));

        var dead = await Receive("SubscriberDead", b => (string?)b["Message"] == "closed");

        dead.ShouldNotBeNull();
        (await Count("Closed")).ShouldBe("0");
    }

    [Fact]
    public async Task A_failing_subscriber_is_retried_and_then_given_up_to_its_destination()
    {
        await Publish("always", ("kind", "String", "call"), ("weight", "Number", "5"));

        var failure = await Receive("SubscriberDead", b => b["requestContext"] is not null);

        ((string)failure["requestContext"]!["condition"]!).ShouldBe("RetriesExhausted");
        ((int)failure["requestContext"]!["approximateInvokeCount"]!).ShouldBe(2);
        ((string)failure["responsePayload"]!["errorMessage"]!).ShouldBe("asked to fail");
        ((string)failure["requestPayload"]!["Records"]![0]!["Sns"]!["Message"]!).ShouldBe("always");
    }

    [Fact]
    public async Task A_function_that_starts_itself_is_stopped_after_sixteen_runs()
    {
        await Publish("20", ("kind", "String", "loop"));

        var stopped = await Receive("LoopDead");

        ((int)stopped["requestContext"]!["approximateInvokeCount"]!).ShouldBe(0);
        ((string)stopped["requestPayload"]!["Records"]![0]!["Sns"]!["Message"]!).ShouldBe("4");
        Messages("Loop").Order().ShouldBe(Enumerable.Range(5, 16).Select(number => number.ToString()).Order());
    }

    [Fact]
    public async Task A_function_that_may_start_itself_is_not_stopped()
    {
        await Publish("20", ("kind", "String", "recurring"));

        await Until.True(() => Messages("Recurring").Contains("0"), "the last of the chain was heard");
        Messages("Recurring").Count.ShouldBe(21);
    }

    private List<string?> Messages(string function = "Subscriber") => [.. _cloud.ReceivedRecords(function).Select(r => (string?)r["Sns"]?["Message"])];

    private async Task<string> Count(string queue) =>
        (string)(await shared.Sqs("GetQueueAttributes", new JsonObject { ["QueueUrl"] = _cloud.Cloud.PhysicalIds[queue], ["AttributeNames"] = new JsonArray("All") }))["Attributes"]!["ApproximateNumberOfMessages"]!;

    private async Task<JsonNode> Receive(string queue, Func<JsonNode, bool>? wanted = null)
    {
        JsonNode? found = null;
        await Until.True(
            async () =>
            {
                var answer = await shared.Sqs("ReceiveMessage", new JsonObject { ["QueueUrl"] = _cloud.Cloud.PhysicalIds[queue], ["MaxNumberOfMessages"] = 10, ["VisibilityTimeout"] = 0 });
                found = (answer["Messages"] as JsonArray)?.Select(m => JsonNode.Parse((string)m!["Body"]!)!).FirstOrDefault(b => wanted?.Invoke(b) ?? true);
                return found is not null;
            },
            $"a message in {queue}");
        return found!;
    }

    /// <summary>Published by the function, so that its own grant is what counts.</summary>
    private async Task Publish(string message, params (string Name, string Type, string Value)[] attributes)
    {
        var form = new List<KeyValuePair<string, string>> { new("Action", "Publish"), new("Version", "2010-03-31"), new("TopicArn", _cloud.Cloud.PhysicalIds["Topic"]), new("Message", message) };
        for (var i = 0; i < attributes.Length; i++)
        {
            var entry = $"MessageAttributes.entry.{i + 1}.";
            form.Add(new(entry + "Name", attributes[i].Name));
            form.Add(new(entry + "Value.DataType", attributes[i].Type));
            form.Add(new(entry + "Value.StringValue", attributes[i].Value));
        }

        using var content = new FormUrlEncodedContent(form);
        var (status, body) = await _cloud.CallAsWeb(new JsonObject { ["service"] = "sns", ["path"] = "/", ["body"] = await content.ReadAsStringAsync() });
        status.ShouldBe(200, body);
        body.ShouldContain("<MessageId>");
    }
}
