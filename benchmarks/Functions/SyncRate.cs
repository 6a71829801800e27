using System.Diagnostics;
using Amazon.DynamoDBv2.Model;

namespace Ooak.Benchmarks;

/// <summary>Calls a second through POST /sync, against the same items written by the bare client; what a batch costs.</summary>
internal static class SyncRate
{
    private const int Batch = 100;
    private const int BatchWriteLimit = 25;
    private const double Goal = 0.7;

    public static async Task RunAsync(int rounds)
    {
        await using var stage = await Stage.StartAsync();
        var (sent, items) = await RecordAsync(stage);
        using var own = stage.Client();
        await using var function = await WarmFunction.StartAsync(stage, "SyncCalls", own);
        var ways = new List<(string Name, Func<Task<double>> Write, Samples Took)>
        {
            ("POST /sync", () => SyncAsync(function), new()),
            ("PutItem on absence, 24 at once: what /sync writes, bare", () => WriteAsync(batch => PutAsync(stage, batch)), new()),
            ("TransactWriteItems on absence, 100 items", () => WriteAsync(batch => TransactAsync(stage, batch)), new()),
            ("BatchWriteItem, 4 × 25 one after the other", () => WriteAsync(batch => BatchAsync(stage, batch, 1)), new()),
            ("BatchWriteItem, 4 × 25 at once", () => WriteAsync(batch => BatchAsync(stage, batch, 4)), new()),
        };
        for (var round = -rounds; round < rounds; round++)
        {
            foreach (var (_, write, took) in ways)
            {
                var seconds = await write();
                if (round >= 0)
                {
                    took.Add(seconds);
                }
            }
        }

        async Task<double> WriteAsync(Func<List<Dictionary<string, AttributeValue>>, Task> write)
        {
            var batch = items.ConvertAll(Items.Renewed);
            var began = Stopwatch.GetTimestamp();
            await write(batch);
            return Stopwatch.GetElapsedTime(began).TotalSeconds;
        }

        var rate = Batch / ways[0].Took.Median;
        new Report("Sync")
            .Line($"{Batch} new calls a request, event in to answer out in one process (what the phone does before and after is not counted), against the same items written by the bare client to the same DynamoDB Local on the")
            .Line($"same two cores; {rounds} batches of each in turn, medians.")
            .Table(
                ["", "calls a second", "/sync over it (goal ≥ 0.7)"],
                ways.Select((way, place) => new[] { way.Name, Format.Of(Batch / way.Took.Median, 0), place == 0 ? "" : Format.Judge(rate * way.Took.Median / Batch, Goal, atLeast: true) }))
            .Line("What one batch sends, and its capacity by DynamoDB Local's account:")
            .Table(
                ["operation", "requests", "units", "units a call"],
                sent.GroupBy(request => request.Operation.Name.Replace("Async", "", StringComparison.Ordinal)).Select(group => new[]
                {
                    group.Key,
                    group.Count().ToString(CultureInfo.InvariantCulture),
                    Format.Of(group.Sum(request => request.Units)),
                    Format.Of(group.Sum(request => request.Units) / Batch, 2),
                }))
            .Write("sync");
    }

    /// <summary>From the event to the answer; the phone's part is not counted.</summary>
    private static async Task<double> SyncAsync(WarmFunction function)
    {
        var request = Sync.Request(Organisation.Employee, Organisation.Employee, Sync.Creates(Batch), Cursor);
        var began = Stopwatch.GetTimestamp();
        var sent = await function.InvokeAsync(request);
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        var answer = WarmFunction.Read(sent, 200);
        var body = JsonNode.Parse((string)answer["body"]!)!;
        Cursor = (string)body["cursor"]!;
        if (body["results"]!.AsArray().Any(result => (string)result!["status"]! != "applied"))
        {
            throw new InvalidOperationException("A call was not applied.");
        }

        return seconds;
    }

    /// <summary>As a phone goes on from its last answer.</summary>
    private static string? Cursor { get; set; }

    private static async Task<(List<Sent> Sent, List<Dictionary<string, AttributeValue>> Items)> RecordAsync(Stage stage)
    {
        var (client, recorder) = DynamoDbRecorder.Of(stage.DynamoDb);
        await using var function = await WarmFunction.StartAsync(stage, "SyncCalls", client);
        for (var time = 0; time < 3; time++)
        {
            recorder.Take();
            await SyncAsync(function);
        }

        var sent = recorder.Take();
        return (sent, [.. sent.Select(request => request.Request).OfType<PutItemRequest>().Where(put => put.ConditionExpression is not null).Select(put => put.Item)]);
    }

    private static Task PutAsync(Stage stage, List<Dictionary<string, AttributeValue>> items) => Parallel.ForEachAsync(
        items,
        new ParallelOptions { MaxDegreeOfParallelism = 24 },
        async (item, cancellation) => await stage.DynamoDb.PutItemAsync(
            new PutItemRequest { TableName = stage.Table, Item = item, ConditionExpression = "attribute_not_exists(pk)" }, cancellation));

    private static async Task TransactAsync(Stage stage, List<Dictionary<string, AttributeValue>> items) => await stage.DynamoDb.TransactWriteItemsAsync(new TransactWriteItemsRequest
    {
        TransactItems = items.ConvertAll(item => new TransactWriteItem
        {
            Put = new Put { TableName = stage.Table, Item = item, ConditionExpression = "attribute_not_exists(pk)" },
        }),
    });

    private static Task BatchAsync(Stage stage, List<Dictionary<string, AttributeValue>> items, int atOnce) => Parallel.ForEachAsync(
        items.Chunk(BatchWriteLimit),
        new ParallelOptions { MaxDegreeOfParallelism = atOnce },
        async (chunk, cancellation) =>
        {
            var writes = chunk.Select(item => new WriteRequest { PutRequest = new PutRequest { Item = item } }).ToList();
            await stage.DynamoDb.BatchWriteItemAsync(new BatchWriteItemRequest { RequestItems = new() { [stage.Table] = writes } }, cancellation);
        });
}
