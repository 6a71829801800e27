using System.Text.Json.Nodes;

namespace Ooak.LocalCloud.TestFunction;

/// <summary>What the test function does with each kind of event. Everything it receives is appended to a file that tests read.</summary>
internal static class Behaviour
{
    private static int _invocations;

    public static async Task<JsonNode> RunAsync(JsonObject input, string requestId)
    {
        _invocations++;
        Record(input);
        Console.WriteLine($"invocation {_invocations} of process {Environment.ProcessId}, request {requestId}");
        if (input["Records"] is JsonArray records)
        {
            if ((string?)records[0]!["Sns"]?["Message"] is { } text && int.TryParse(text, out var left) && left > 0)
            {
                await PublishAsync(records[0]!["Sns"]!, left - 1);
            }

            return Batch(records);
        }

        if (input["detail-type"] is not null || input["at"] is not null)
        {
            return new JsonObject();
        }

        return input["requestContext"]?["connectionId"] is not null ? await WebSocket(input) : await Http(input);
    }

    private static async Task<JsonNode> Http(JsonObject input)
    {
        var route = (string)input["requestContext"]!["routeKey"]!;
        switch (route)
        {
            case "POST /aws":
                var answer = await SignedCall.SendAsync(JsonNode.Parse((string)input["body"]!)!.AsObject());
                return Reply(200, answer);
            case "GET /slow":
                await Task.Delay(TimeSpan.FromSeconds(30));
                return Reply(200, []);
            case "GET /crash":
                Environment.Exit(7);
                return Reply(200, []);
            case "GET /throw":
                throw new InvalidOperationException("asked to fail");
            case "GET /big":
                return Reply(200, new JsonObject { ["text"] = new string('x', 7 * 1024 * 1024) });
            case "GET /pid":
                await Task.Delay(150);
                return Reply(200, new JsonObject { ["pid"] = Environment.ProcessId, ["invocations"] = _invocations });
            case "GET /cookies":
                var cookies = Reply(201, []);
                cookies["cookies"] = new JsonArray("a=1; Path=/", "b=2; HttpOnly");
                return cookies;
            case "GET /bare":
                return JsonValue.Create("just text")!;
            default:
                return Reply(200, (JsonObject)input.DeepClone());
        }
    }

    private static async Task<JsonNode> WebSocket(JsonObject input)
    {
        var context = input["requestContext"]!;
        if ((string)context["eventType"]! == "CONNECT")
        {
            return new JsonObject { ["statusCode"] = int.Parse((string?)input["queryStringParameters"]?["status"] ?? "200") };
        }

        if ((string)context["routeKey"]! == "push")
        {
            var endpoint = Environment.GetEnvironmentVariable("AWS_ENDPOINT_URL_APIGATEWAYMANAGEMENTAPI");
            await SignedCall.SendAsync(new JsonObject
            {
                ["service"] = "execute-api",
                ["url"] = $"{endpoint}/@connections/{Uri.EscapeDataString((string)context["connectionId"]!)}",
                ["body"] = "pushed",
            });
        }

        return new JsonObject { ["statusCode"] = 200, ["body"] = "echo " + (string?)input["body"] };
    }

    /// <summary>A message that is a number is published again, one less.</summary>
    private static Task<JsonObject> PublishAsync(JsonNode message, int number) => SignedCall.SendAsync(new JsonObject
    {
        ["service"] = "sns",
        ["path"] = "/",
        ["body"] = string.Join('&', new Dictionary<string, string>
        {
            ["Action"] = "Publish",
            ["Version"] = "2010-03-31",
            ["TopicArn"] = (string)message["TopicArn"]!,
            ["Message"] = number.ToString(),
            ["MessageAttributes.entry.1.Name"] = "kind",
            ["MessageAttributes.entry.1.Value.DataType"] = "String",
            ["MessageAttributes.entry.1.Value.StringValue"] = (string)message["MessageAttributes"]!["kind"]!["Value"]!,
        }.Select(field => $"{field.Key}={Uri.EscapeDataString(field.Value)}")),
    });

    /// <summary>A record that says "always" fails its batch; "item" is reported alone; "once" fails one process's first try.</summary>
    private static JsonObject Batch(JsonArray records)
    {
        var failed = new JsonArray();
        foreach (var record in records)
        {
            var text = (string?)record!["dynamodb"]?["NewImage"]?["fail"]?["S"] ?? (string?)record["Sns"]?["Message"];
            if (text == "always")
            {
                throw new InvalidOperationException("asked to fail");
            }

            if (text == "item")
            {
                failed.Add(new JsonObject { ["itemIdentifier"] = (string?)record["dynamodb"]!["SequenceNumber"] });
            }
        }

        return new JsonObject { ["batchItemFailures"] = failed };
    }

    private static JsonObject Reply(int status, JsonObject body) => new()
    {
        ["statusCode"] = status,
        ["headers"] = new JsonObject { ["content-type"] = "application/json" },
        ["body"] = body.ToJsonString(),
    };

    private static void Record(JsonObject input)
    {
        if (Environment.GetEnvironmentVariable("RECORD_TO") is { Length: > 0 } folder)
        {
            var file = Path.Combine(folder, $"{Environment.GetEnvironmentVariable("FUNCTION")}-{DateTime.UtcNow.Ticks:D20}-{Guid.NewGuid():N}.json");
            File.WriteAllText(file + ".tmp", input.ToJsonString());
            File.Move(file + ".tmp", file);
        }
    }
}
