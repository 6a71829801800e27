using System.Diagnostics;
using System.Text.Json.Nodes;
using Amazon.DynamoDBv2.Model;

namespace Ooak.LocalCloud.Tests;

public sealed class StreamTests(SharedCloud shared)
{
    private readonly Harness _cloud = shared.Harness;

    [Fact]
    public async Task Filters_choose_the_records()
    {
        await Put("STREAM", "NOTE#loud", ("kind", "loud"));
        await Put("STREAM", "NOTE#quiet", ("kind", "quiet"));
        await Put("STREAM", "OTHER#x");
        await Put("STREAM", "THING#END");
        await Delete("STREAM", "THING#END");

        await Until.True(() => Keys("Inserts").Contains("THING#END"), "the removal arrived");
        var keys = Keys("Inserts");
        keys.ShouldContain("NOTE#loud");
        keys.ShouldNotContain("NOTE#quiet");
        keys.ShouldNotContain("OTHER#x");
        var removal = _cloud.ReceivedRecords("Inserts").Single(r => Key(r) == "THING#END");
        ((string)removal["eventName"]!).ShouldBe("REMOVE");
        ((string)removal["awsRegion"]!).ShouldBe("eu-central-1");
        ((string)removal["eventSourceARN"]!).ShouldContain("/stream/");
        removal["dynamodb"]!["OldImage"].ShouldNotBeNull();
    }

    [Fact]
    public async Task A_poisonous_record_is_cut_out_and_lands_in_the_queue_and_the_others_pass()
    {
        using var client = _cloud.DynamoDb();
        await client.BatchWriteItemAsync(new BatchWriteItemRequest
        {
            RequestItems = new()
            {
                [_cloud.Table] = [.. Enumerable.Range(0, 8).Select(i => new WriteRequest(new PutRequest(Item("POISON", $"CALL#{i}", i == 3 ? ("fail", "always") : ("n", "1")))))],
            },
        });

        await Until.True(() => Enumerable.Range(0, 8).All(i => Keys("Counter", "POISON").Contains($"CALL#{i}")), "all records were tried");
        JsonNode? failure = null;
        await Until.True(async () => (failure = await Failure("RetryAttemptsExhausted", 1)) is not null, "the on-failure queue has it");
        failure!["DDBStreamBatchInfo"]!["streamArn"]!.ToString().ShouldContain(_cloud.Table);
        failure["requestContext"]!["approximateInvokeCount"]!.GetValue<int>().ShouldBe(2);
        // The last success of each good record is a batch without the bad one; the batches behind it may still be on their way.
        await Until.True(() => PassedWithoutTheBadOne().Count() == 7, "the seven good records passed");

        IEnumerable<string?> PassedWithoutTheBadOne() => _cloud.Received("Counter")
            .Select(batch => batch["Records"]!.AsArray().Where(r => Pk(r!) == "POISON").Select(r => Key(r!)).ToList())
            .Where(keys => !keys.Contains("CALL#3"))
            .SelectMany(keys => keys)
            .Distinct();
    }

    [Fact]
    public async Task A_record_reported_alone_is_retried_without_those_before_it()
    {
        using var client = _cloud.DynamoDb();
        await client.TransactWriteItemsAsync(new TransactWriteItemsRequest
        {
            TransactItems = [.. new[] { "CALL#a", "CALL#b", "CALL#c" }.Select(k => new TransactWriteItem { Put = new Put { TableName = _cloud.Table, Item = Item("PARTIAL", k, k == "CALL#b" ? ("fail", "item") : ("n", "1")) } })],
        });

        await Until.True(() => _cloud.ReceivedRecords("Counter").Count(r => Pk(r) == "PARTIAL" && Key(r) == "CALL#b") >= 2, "the reported record came again");
        var order = _cloud.ReceivedRecords("Counter").Where(r => Pk(r) == "PARTIAL").Select(Key).ToList();
        var firstRun = order.IndexOf("CALL#b");
        order.Skip(firstRun + 1).ShouldContain("CALL#b");
    }

    [Fact]
    public async Task A_warm_function_sees_a_write_within_milliseconds()
    {
        await Put("WARM", "CALL#0");
        await Until.True(() => Keys("Counter", "WARM").Contains("CALL#0"), "the function is warm");
        var best = TimeSpan.MaxValue;
        for (var i = 1; i <= 5; i++)
        {
            var clock = Stopwatch.StartNew();
            await Put("WARM", $"CALL#{i}");
            await Until.True(() => Keys("Counter", "WARM").Contains($"CALL#{i}"), "the write arrived");
            best = clock.Elapsed < best ? clock.Elapsed : best;
        }

        best.ShouldBeLessThan(TimeSpan.FromMilliseconds(300));
        TestContext.Current.SendDiagnosticMessage($"write to warm function: {best.TotalMilliseconds:0} ms");
    }

    private async Task<JsonNode?> Failure(string condition, int size)
    {
        var answer = await shared.Sqs("ReceiveMessage", new JsonObject { ["QueueUrl"] = _cloud.Cloud.PhysicalIds["Failures"], ["MaxNumberOfMessages"] = 10, ["VisibilityTimeout"] = 0 });
        return (answer["Messages"] as JsonArray)?.Select(m => JsonNode.Parse((string)m!["Body"]!)!)
            .FirstOrDefault(b => (string)b["requestContext"]!["condition"]! == condition && (int)b["DDBStreamBatchInfo"]!["batchSize"]! == size);
    }

    private List<string> Keys(string function, string? pk = null) =>
        [.. _cloud.ReceivedRecords(function).Where(r => pk is null || Pk(r) == pk).Select(Key)];

    private static string Key(JsonNode record) => (string)record["dynamodb"]!["Keys"]!["sk"]!["S"]!;

    private static string Pk(JsonNode record) => (string)record["dynamodb"]!["Keys"]!["pk"]!["S"]!;

    private static Dictionary<string, AttributeValue> Item(string pk, string sk, params (string Name, string Value)[] more)
    {
        var item = new Dictionary<string, AttributeValue>(StringComparer.Ordinal) { ["pk"] = new(pk), ["sk"] = new(sk) };
        foreach (var (name, value) in more)
        {
            item[name] = new AttributeValue(value);
        }

        return item;
    }

    private async Task Put(string pk, string sk, params (string Name, string Value)[] more)
    {
        using var client = _cloud.DynamoDb();
        await client.PutItemAsync(_cloud.Table, Item(pk, sk, more));
    }

    private async Task Delete(string pk, string sk)
    {
        using var client = _cloud.DynamoDb();
        await client.DeleteItemAsync(_cloud.Table, Item(pk, sk));
    }
}
