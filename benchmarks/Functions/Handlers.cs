using System.Diagnostics;
using System.Text;
using Amazon.DynamoDBv2.Model;

namespace Ooak.Benchmarks;

/// <summary>What an endpoint's time is over that of its DynamoDB requests sent bare, in the same order, by the same client.</summary>
internal static class Handlers
{
    private const double Goal = 1.3;

    public static async Task RunAsync(int rounds)
    {
        await using var stage = await Stage.StartAsync();
        var today = DateTime.UtcNow;
        Endpoint[] endpoints =
        [
            new("POST /calls", "CreateCall", () => Events.Http("POST", "/calls", Organisation.Employee, Sync.Call().ToJsonString()), 201),
            new("GET /calls", "ListCalls", () => Events.Http("GET", "/calls", Organisation.Employee), 200),
            new("GET /dashboard, 30 days", "GetDashboard", () => Events.Http("GET", "/dashboard", Organisation.Manager, query: $"from={today.AddDays(-29):yyyy-MM-dd}&to={today:yyyy-MM-dd}"), 200),
        ];
        var rows = new List<string[]>();
        foreach (var endpoint in endpoints)
        {
            rows.Add(await MeasureAsync(stage, endpoint, rounds));
        }

        new Report("Handlers over bare DynamoDB calls")
            .Line($"Event in to answer out in one process, against the requests that the handler sends, sent again by the bare client: one after the other where the")
            .Line($"handler waits, at once where it does not. DynamoDB Local on the same two cores, {rounds} rounds of both in turn, medians in ms.")
            .Table(["endpoint", "requests", "in steps", "units", "handler", "the same bare", "ratio (goal ≤ 1.3)", "one GetItem"], rows)
            .Write("handlers");
    }

    private static async Task<string[]> MeasureAsync(Stage stage, Endpoint endpoint, int rounds)
    {
        var sent = await RecordAsync(stage, endpoint);
        var steps = Steps(sent);
        using var own = stage.Client();
        await using var function = await WarmFunction.StartAsync(stage, endpoint.Function, own);
        var (handler, bare, single) = (new Samples(), new Samples(), new Samples());
        var prefix = Encoding.UTF8.GetBytes($$"""{"statusCode":{{endpoint.Status}},""");

        // As many as it takes until the hot paths are compiled for good, unmeasured.
        for (var round = -rounds; round < rounds; round++)
        {
            var payload = endpoint.Event();
            var renewed = steps.ConvertAll(step => step.ConvertAll(Renewed));
            var began = Stopwatch.GetTimestamp();
            var answer = await function.InvokeAsync(payload);
            var handled = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
            if (!answer.GetBuffer().AsSpan().StartsWith(prefix))
            {
                throw new InvalidOperationException($"{endpoint.Name} answered {Encoding.UTF8.GetString(answer.ToArray())}");
            }

            began = Stopwatch.GetTimestamp();
            foreach (var step in renewed)
            {
                await Task.WhenAll(step.Select(request => request.RepeatAsync(stage.DynamoDb)));
            }

            var bareTook = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
            began = Stopwatch.GetTimestamp();
            await sent[0].RepeatAsync(stage.DynamoDb);
            if (round >= 0)
            {
                single.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
                handler.Add(handled);
                bare.Add(bareTook);
            }
        }

        return
        [
            endpoint.Name,
            sent.Count.ToString(CultureInfo.InvariantCulture),
            steps.Count.ToString(CultureInfo.InvariantCulture),
            Format.Of(sent.Sum(request => request.Units)),
            Format.Of(handler.Median, 2),
            Format.Of(bare.Median, 2),
            Format.Judge(handler.Median / bare.Median, Goal),
            Format.Of(single.Median, 2),
        ];
    }

    private static async Task<List<Sent>> RecordAsync(Stage stage, Endpoint endpoint)
    {
        var (client, recorder) = DynamoDbRecorder.Of(stage.DynamoDb);
        await using var function = await WarmFunction.StartAsync(stage, endpoint.Function, client);
        for (var time = 0; time < 5; time++)
        {
            recorder.Take();
            await function.InvokeAsync(endpoint.Event(), endpoint.Status);
        }

        return [.. recorder.Take().OrderBy(request => request.Began)];
    }

    /// <summary>Requests that were on their way together are one step.</summary>
    private static List<List<Sent>> Steps(List<Sent> sent)
    {
        var steps = new List<List<Sent>>();
        foreach (var request in sent)
        {
            if (steps.Count > 0 && request.Began < steps[^1].Min(other => other.Ended))
            {
                steps[^1].Add(request);
            }
            else
            {
                steps.Add([request]);
            }
        }

        return steps;
    }

    /// <summary>What is created gets another id, or it would be there already.</summary>
    private static Sent Renewed(Sent sent) => sent.Request is PutItemRequest put
        ? sent with { Request = new PutItemRequest { TableName = put.TableName, ConditionExpression = put.ConditionExpression, Item = Items.Renewed(put.Item) } }
        : sent;

    private sealed record Endpoint(string Name, string Function, Func<byte[]> Event, int Status);
}
