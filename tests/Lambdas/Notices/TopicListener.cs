using System.Reflection;
using System.Text.Json;
using Amazon.SimpleNotificationService;
using Amazon.SimpleNotificationService.Model;
using Ooak.Lambdas.Functions;
using Ooak.Lambdas.Notices;
using Ooak.Lambdas.Realtime;
using Ooak.Lambdas.Wire;

namespace Ooak.Lambdas.Tests.Notices;

/// <summary>The topic, and the notices that were published on it.</summary>
#pragma warning disable CA1852 // The proxy is made as its subtype.
internal class TopicListener : DispatchProxy
#pragma warning restore CA1852
{
    private readonly List<NoticeMessage> _heard = [];

    public static (NoticePublisher Publisher, TopicListener Listener) Make()
    {
        Environment.SetEnvironmentVariable(FunctionSettings.TopicArn, "arn:aws:sns:eu-west-1:000000000000:topic");
        var sns = Create<IAmazonSimpleNotificationService, TopicListener>();
        var settings = new FunctionSettings();
        return (new NoticePublisher(new TopicPublisher(sns, settings), settings), (TopicListener)(object)sns);
    }

    /// <summary>What was said since the last time, by person.</summary>
    public List<NoticeMessage> Take()
    {
        List<NoticeMessage> heard = [.. _heard.OrderBy(message => message.Audience.EmployeeId, StringComparer.Ordinal)];
        _heard.Clear();
        return heard;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        if (args?[0] is not PublishRequest request)
        {
            throw new NotSupportedException(targetMethod?.Name);
        }

        var message = JsonSerializer.Deserialize(request.Message!, WireJson.Default.NoticeMessage)!;
        request.MessageAttributes!["kind"].StringValue.ShouldBe(message.Kind.Word());
        lock (_heard)
        {
            _heard.Add(message);
        }

        return Task.FromResult(new PublishResponse());
    }
}
