using System.Text;
using System.Text.Json.Nodes;
using Ooak.LocalCloud.Aws;
using Ooak.LocalCloud.Aws.Iam;
using Ooak.LocalCloud.Lambda;
using Ooak.LocalCloud.Sqs;
using Ooak.LocalCloud.Template;

namespace Ooak.LocalCloud.Sns;

/// <summary>Topics and their subscriptions to functions and queues.</summary>
internal sealed class SnsService
{
    private readonly Stack _stack;
    private readonly LambdaService _lambda;
    private readonly AsyncInvoker _invoker;
    private readonly SqsService _sqs;
    private readonly IamPolicies _policies;
    private readonly EventLog _events;
    private readonly ILookup<string, Resource> _subscriptions;

    public SnsService(Stack stack, LambdaService lambda, AsyncInvoker invoker, SqsService sqs, IamPolicies policies, EventLog events)
    {
        (_stack, _lambda, _invoker, _sqs, _policies, _events) = (stack, lambda, invoker, sqs, policies, events);
        // E-mail subscriptions (alarms) have nobody to write to here.
        _subscriptions = stack.OfType("AWS::SNS::Subscription").Where(s => s.Str("Protocol") is not ("email" or "email-json" or "sms")).ToLookup(s => s.Properties.Require("TopicArn"), StringComparer.Ordinal);
        foreach (var subscription in stack.OfType("AWS::SNS::Subscription"))
        {
            if (subscription.Str("Protocol") is not ("lambda" or "sqs" or "email" or "email-json" or "sms"))
            {
                throw new LocalCloudException($"{subscription.LogicalId} subscribes by {subscription.Str("Protocol")}, which LocalCloud does not know");
            }

            if (subscription.Obj("FilterPolicy") is { } filter)
            {
                EventPattern.Check(subscription.LogicalId, filter);
            }
        }
    }

    public bool Exists(string topicArn) => _stack.Find("AWS::SNS::Topic", topicArn) is not null;

    /// <summary>Accepts the message: when this returns, every delivery is recorded.</summary>
    /// <param name="trace">The publisher's trace header, which the functions that hear of it are given.</param>
    public string Publish(string topicArn, string message, string? subject, IReadOnlyDictionary<string, SnsAttribute> attributes, string? trace)
    {
        var published = new SnsMessage(Guid.NewGuid().ToString(), topicArn, subject, message, DateTimeOffset.UtcNow, attributes);
        foreach (var subscription in _subscriptions[topicArn].Where(s => Accepts(s, published)))
        {
            Deliver(subscription, published, trace);
        }

        _events.Add("sns", $"{topicArn.Split(':')[^1]}: {message[..Math.Min(message.Length, 120)]}");
        return published.Id;
    }

    private static bool Accepts(Resource subscription, SnsMessage message)
    {
        if (subscription.Obj("FilterPolicy") is not { } filter)
        {
            return true;
        }

        return subscription.Str("FilterPolicyScope") == "MessageBody"
            ? message.BodyView() is { } body && EventPattern.Matches(filter, body)
            : EventPattern.Matches(filter, message.FilterView());
    }

    private void Deliver(Resource subscription, SnsMessage message, string? trace)
    {
        var endpoint = subscription.Properties.Require("Endpoint");
        if (subscription.Str("Protocol") == "lambda")
        {
            var function = _lambda.Find(endpoint);
            if (function is null || !_lambda.MayInvoke(function, "sns.amazonaws.com", message.TopicArn))
            {
                DeadLetter(subscription, Notification(subscription, message), $"no AWS::Lambda::Permission lets {message.TopicArn} invoke {endpoint}");
                return;
            }

            _invoker.Enqueue(function, Json.Bytes(LambdaEvent(subscription, message)), trace);
        }
        else
        {
            var body = subscription.Properties.Bool("RawMessageDelivery") ? message.Message : Notification(subscription, message);
            if (_sqs.FindByArn(endpoint) is { } queue && _policies.ServiceMay("sns.amazonaws.com", "sqs:SendMessage", queue.Arn, message.TopicArn))
            {
                queue.Send(body);
            }
            else
            {
                DeadLetter(subscription, body, $"no AWS::SQS::QueuePolicy lets {message.TopicArn} send to {endpoint}");
            }
        }
    }

    private void DeadLetter(Resource subscription, string body, string why)
    {
        _events.Add("sns", why);
        if (subscription.Obj("RedrivePolicy").Str("deadLetterTargetArn") is { } arn && _sqs.FindByArn(arn) is { } queue
            && _policies.ServiceMay("sns.amazonaws.com", "sqs:SendMessage", arn, subscription.Properties.Require("TopicArn")))
        {
            queue.Send(body);
        }
    }

    private static JsonObject LambdaEvent(Resource subscription, SnsMessage message) => new()
    {
        ["Records"] = new JsonArray(new JsonObject
        {
            ["EventSource"] = "aws:sns",
            ["EventVersion"] = "1.0",
            ["EventSubscriptionArn"] = subscription.PhysicalId,
            ["Sns"] = new JsonObject
            {
                ["Type"] = "Notification",
                ["MessageId"] = message.Id,
                ["TopicArn"] = message.TopicArn,
                ["Subject"] = message.Subject,
                ["Message"] = message.Message,
                ["Timestamp"] = message.Timestamp,
                ["SignatureVersion"] = "1",
                ["Signature"] = "EXAMPLE",
                ["SigningCertUrl"] = "EXAMPLE",
                ["UnsubscribeUrl"] = "EXAMPLE",
                ["MessageAttributes"] = message.AttributesAs("Type", "Value"),
            },
        }),
    };

    private static string Notification(Resource subscription, SnsMessage message)
    {
        var body = new JsonObject { ["Type"] = "Notification", ["MessageId"] = message.Id, ["TopicArn"] = message.TopicArn };
        if (message.Subject is not null)
        {
            body["Subject"] = message.Subject;
        }

        body["Message"] = message.Message;
        body["Timestamp"] = message.Timestamp;
        body["SignatureVersion"] = "1";
        body["UnsubscribeURL"] = subscription.PhysicalId;
        if (message.Attributes.Count > 0)
        {
            body["MessageAttributes"] = message.AttributesAs("Type", "Value");
        }

        return Encoding.UTF8.GetString(Json.Bytes(body));
    }
}
