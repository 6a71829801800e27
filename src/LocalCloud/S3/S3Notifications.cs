using System.Text.Json.Nodes;
using Ooak.LocalCloud.Events;
using Ooak.LocalCloud.Lambda;
using Ooak.LocalCloud.Template;

namespace Ooak.LocalCloud.S3;

/// <summary>Tells functions of changed objects: by EventBridge, the bucket's own configuration, or CDK's Custom::S3BucketNotifications.</summary>
internal sealed class S3Notifications(Stack stack, LambdaService lambda, AsyncInvoker invoker, EventBus bus, EventLog events)
{
    public void Send(S3Bucket bucket, S3ObjectInfo info, string eventName)
    {
        if (bucket.Resource.Obj("NotificationConfiguration").Obj("EventBridgeConfiguration").Str("EventBridgeEnabled") == "true")
        {
            bus.Put("aws.s3", eventName.StartsWith("ObjectCreated", StringComparison.Ordinal) ? "Object Created" : "Object Deleted", bucket.Arn, Detail(bucket, info, eventName));
        }

        foreach (var configuration in Configurations(bucket).Where(c => Wants(c, info.Key, eventName)))
        {
            var arn = configuration.Str("LambdaFunctionArn") ?? configuration.Require("Function");
            var function = lambda.Find(arn);
            if (function is null || !lambda.MayInvoke(function, "s3.amazonaws.com", bucket.Arn))
            {
                events.Add("s3", $"no AWS::Lambda::Permission lets {bucket.Arn} invoke {arn}");
                continue;
            }

            invoker.Enqueue(function, Json.Bytes(Event(bucket, info, eventName, configuration.Str("Id") ?? bucket.Resource.LogicalId)));
        }
    }

    private IEnumerable<JsonNode> Configurations(S3Bucket bucket) =>
        bucket.Resource.Obj("NotificationConfiguration").List("LambdaConfigurations")
            .Concat(stack.OfType("Custom::S3BucketNotifications")
                .Where(n => n.Str("BucketName") == bucket.Name)
                .SelectMany(n => n.Obj("NotificationConfiguration").List("LambdaFunctionConfigurations")));

    private static bool Wants(JsonNode configuration, string key, string eventName)
    {
        var names = configuration.Strings("Events").Concat(configuration.Strings("Event")).Select(e => e["s3:".Length..]);
        if (!names.Any(n => n == eventName || (n.EndsWith('*') && eventName.StartsWith(n[..^1], StringComparison.Ordinal))))
        {
            return false;
        }

        var rules = configuration.Obj("Filter").Obj("Key").List("FilterRules").Concat(configuration.Obj("Filter").Obj("S3Key").List("Rules"));
        return rules.All(r => r.Str("Name")!.Equals("prefix", StringComparison.OrdinalIgnoreCase)
            ? key.StartsWith(r.Require("Value"), StringComparison.Ordinal)
            : key.EndsWith(r.Require("Value"), StringComparison.Ordinal));
    }

    /// <remarks>Amazon S3 User Guide, "EventBridge event message structure": the key is not encoded there.</remarks>
    private static JsonObject Detail(S3Bucket bucket, S3ObjectInfo info, string eventName) => new()
    {
        ["version"] = "0",
        ["bucket"] = new JsonObject { ["name"] = bucket.Name },
        ["object"] = new JsonObject
        {
            ["key"] = info.Key,
            ["size"] = info.Size,
            ["etag"] = info.ETag.Trim('"'),
            ["sequencer"] = DateTimeOffset.UtcNow.Ticks.ToString("X16"),
        },
        ["request-id"] = "LOCALCLOUD",
        ["requester"] = "LOCALCLOUD",
        ["source-ip-address"] = "127.0.0.1",
        ["reason"] = eventName.Split(':')[1] switch { "Post" => "POST Object", "Put" => "PutObject", "Copy" => "CopyObject", "CompleteMultipartUpload" => "CompleteMultipartUpload", _ => "DeleteObject" },
    };

    private JsonObject Event(S3Bucket bucket, S3ObjectInfo info, string eventName, string id) => new()
    {
        ["Records"] = new JsonArray(new JsonObject
        {
            ["eventVersion"] = "2.1",
            ["eventSource"] = "aws:s3",
            ["awsRegion"] = stack.Region,
            ["eventTime"] = DateTimeOffset.UtcNow.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ"),
            ["eventName"] = eventName,
            ["userIdentity"] = new JsonObject { ["principalId"] = "LOCALCLOUD" },
            ["requestParameters"] = new JsonObject { ["sourceIPAddress"] = "127.0.0.1" },
            ["responseElements"] = new JsonObject { ["x-amz-request-id"] = "LOCALCLOUD", ["x-amz-id-2"] = "LOCALCLOUD" },
            ["s3"] = new JsonObject
            {
                ["s3SchemaVersion"] = "1.0",
                ["configurationId"] = id,
                ["bucket"] = new JsonObject { ["name"] = bucket.Name, ["ownerIdentity"] = new JsonObject { ["principalId"] = "LOCALCLOUD" }, ["arn"] = bucket.Arn },
                ["object"] = new JsonObject
                {
                    // S3 writes the key as in a form: a space is a plus.
                    ["key"] = Aws.AwsUri.Encode(info.Key, keepSlash: true).Replace("%20", "+", StringComparison.Ordinal),
                    ["size"] = info.Size,
                    ["eTag"] = info.ETag.Trim('"'),
                    ["sequencer"] = DateTimeOffset.UtcNow.Ticks.ToString("X16"),
                },
            },
        }),
    };
}
