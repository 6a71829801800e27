using System.Text.Json.Nodes;
using Ooak.LocalCloud.Aws;
using Ooak.LocalCloud.Aws.Iam;

namespace Ooak.LocalCloud.Sqs;

/// <summary>Amazon SQS, AWS JSON 1.0.</summary>
internal sealed class SqsEndpoint(SqsService sqs, IamPolicies policies)
{
    public async Task<WireResponse> HandleAsync(WireRequest request, Principal who, CancellationToken cancellation)
    {
        var operation = request.Header("x-amz-target")?.Split('.')[^1] ?? "";
        var body = Json.ParseObject(request.Body);
        if (operation == "GetQueueUrl")
        {
            var named = sqs.FindByUrl(body.Str("QueueName") ?? "") ?? throw Missing();
            policies.Demand(who, [("sqs:GetQueueUrl", named.Arn)]);
            return Answer(new JsonObject { ["QueueUrl"] = named.Url });
        }

        var queue = sqs.FindByUrl(body.Str("QueueUrl") ?? "") ?? throw Missing();
        policies.Demand(who, [("sqs:" + operation, queue.Arn)]);
        return operation switch
        {
            "SendMessage" => Answer(Send(queue, body)),
            "ReceiveMessage" => Answer(await Receive(queue, body, cancellation)),
            "DeleteMessage" => Answer(Delete(queue, body)),
            "PurgeQueue" => Answer(Purge(queue)),
            "GetQueueAttributes" => Answer(Attributes(queue)),
            _ => throw new AwsException(400, "UnknownOperationException", $"LocalCloud does not implement sqs:{operation}."),
        };
    }

    private static JsonObject Send(SqsQueue queue, JsonObject body)
    {
        var text = body.Str("MessageBody") ?? throw new AwsException(400, "MissingParameter", "The request must contain the parameter MessageBody.");
        var id = queue.Send(text);
        return new JsonObject { ["MessageId"] = id, ["MD5OfMessageBody"] = new SqsMessage(id, text, "", 0, default).Md5 };
    }

    private static async Task<JsonObject> Receive(SqsQueue queue, JsonObject body, CancellationToken cancellation)
    {
        var deadline = DateTime.UtcNow + TimeSpan.FromSeconds(body.Int("WaitTimeSeconds") ?? queue.Resource.Properties.Int("ReceiveMessageWaitTimeSeconds") ?? 0);
        var visibility = body.Int("VisibilityTimeout") is { } seconds ? TimeSpan.FromSeconds(seconds) : (TimeSpan?)null;
        IReadOnlyList<SqsMessage> messages;
        while ((messages = queue.Receive(body.Int("MaxNumberOfMessages") ?? 1, visibility)).Count == 0 && DateTime.UtcNow < deadline)
        {
            await Task.Delay(50, cancellation);
        }

        return messages.Count == 0 ? [] : new JsonObject
        {
            ["Messages"] = new JsonArray([.. messages.Select(m => (JsonNode)new JsonObject
            {
                ["MessageId"] = m.Id,
                ["ReceiptHandle"] = m.ReceiptHandle,
                ["Body"] = m.Body,
                ["MD5OfBody"] = m.Md5,
                ["Attributes"] = new JsonObject
                {
                    ["ApproximateReceiveCount"] = m.ReceiveCount.ToString(),
                    ["SentTimestamp"] = m.Sent.ToUnixTimeMilliseconds().ToString(),
                },
            })]),
        };
    }

    private static JsonObject Delete(SqsQueue queue, JsonObject body)
    {
        queue.Delete(body.Str("ReceiptHandle") ?? "");
        return [];
    }

    private static JsonObject Purge(SqsQueue queue)
    {
        queue.Purge();
        return [];
    }

    private static JsonObject Attributes(SqsQueue queue) => new()
    {
        ["Attributes"] = new JsonObject
        {
            ["QueueArn"] = queue.Arn,
            ["ApproximateNumberOfMessages"] = queue.Visible.ToString(),
            ["ApproximateNumberOfMessagesNotVisible"] = queue.InFlight.ToString(),
            ["ApproximateNumberOfMessagesDelayed"] = "0",
        },
    };

    private static AwsException Missing() => new(400, "QueueDoesNotExist", "The specified queue does not exist.");

    private static WireResponse Answer(JsonObject body) => new(200, [new("content-type", "application/x-amz-json-1.0")], Json.Bytes(body));
}
