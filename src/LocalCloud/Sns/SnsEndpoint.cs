using System.Text;
using System.Xml.Linq;
using Ooak.LocalCloud.Aws;
using Ooak.LocalCloud.Aws.Iam;
using Ooak.LocalCloud.S3;

namespace Ooak.LocalCloud.Sns;

/// <summary>Amazon SNS, AWS query protocol: form fields in, XML out.</summary>
internal sealed class SnsEndpoint(SnsService sns, IamPolicies policies)
{
    private const int MessageLimit = 256 * 1024;
    private static readonly XNamespace Space = "http://sns.amazonaws.com/doc/2010-03-31/";

    public WireResponse Handle(WireRequest request, Principal who)
    {
        var trace = request.Header("X-Amzn-Trace-Id");
        var form = QueryString.Pairs(Encoding.UTF8.GetString(request.Body)).ToDictionary(p => p.Key, p => p.Value, StringComparer.Ordinal);
        return form.GetValueOrDefault("Action") switch
        {
            "Publish" => Answer("Publish", new XElement(Space + "MessageId", Publish(form, "", Topic(form, who), trace))),
            "PublishBatch" => Answer("PublishBatch", Batch(form, Topic(form, who), trace)),
            var other => throw new AwsException(400, "InvalidAction", $"LocalCloud does not implement sns:{other}."),
        };
    }

    private string Topic(Dictionary<string, string> form, Principal who)
    {
        var arn = form.GetValueOrDefault("TopicArn") ?? throw new AwsException(400, "InvalidParameter", "Invalid parameter: TopicArn");
        policies.Demand(who, [("sns:Publish", arn)]);
        return sns.Exists(arn) ? arn : throw new AwsException(404, "NotFound", "Topic does not exist");
    }

    private string Publish(Dictionary<string, string> form, string prefix, string topic, string? trace)
    {
        var message = form.GetValueOrDefault(prefix + "Message") ?? "";
        if (message.Length == 0)
        {
            throw new AwsException(400, "InvalidParameter", "Invalid parameter: Empty message");
        }

        if (Encoding.UTF8.GetByteCount(message) > MessageLimit)
        {
            throw new AwsException(400, "InvalidParameter", "Invalid parameter: Message too long");
        }

        var attributes = new Dictionary<string, SnsAttribute>(StringComparer.Ordinal);
        for (var i = 1; form.TryGetValue($"{prefix}MessageAttributes.entry.{i}.Name", out var name); i++)
        {
            var value = $"{prefix}MessageAttributes.entry.{i}.Value.";
            attributes[name] = new SnsAttribute(
                form.GetValueOrDefault(value + "DataType") ?? "String",
                form.GetValueOrDefault(value + "StringValue") ?? form.GetValueOrDefault(value + "BinaryValue") ?? "");
        }

        return sns.Publish(topic, message, form.GetValueOrDefault(prefix + "Subject"), attributes, trace);
    }

    private XElement[] Batch(Dictionary<string, string> form, string topic, string? trace)
    {
        var successful = new XElement(Space + "Successful");
        var failed = new XElement(Space + "Failed");
        for (var i = 1; form.TryGetValue($"PublishBatchRequestEntries.member.{i}.Id", out var id); i++)
        {
            try
            {
                var messageId = Publish(form, $"PublishBatchRequestEntries.member.{i}.", topic, trace);
                successful.Add(new XElement(Space + "member", new XElement(Space + "Id", id), new XElement(Space + "MessageId", messageId)));
            }
            catch (AwsException e)
            {
                failed.Add(new XElement(Space + "member", new XElement(Space + "Id", id), new XElement(Space + "Code", e.Code), new XElement(Space + "Message", e.Message), new XElement(Space + "SenderFault", "true")));
            }
        }

        return [failed, successful];
    }

    private static WireResponse Answer(string action, params object[] result) => S3Xml.Answer(200, new XElement(
        Space + (action + "Response"),
        new XElement(Space + (action + "Result"), result),
        new XElement(Space + "ResponseMetadata", new XElement(Space + "RequestId", Guid.NewGuid().ToString())))).With("content-type", "text/xml");
}
