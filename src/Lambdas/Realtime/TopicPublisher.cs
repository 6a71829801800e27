using Amazon.SimpleNotificationService;
using Amazon.SimpleNotificationService.Model;
using Ooak.Lambdas.Functions;

namespace Ooak.Lambdas.Realtime;

/// <summary>Kinds of messages on the topic; subscriptions filter by them.</summary>
public static class TopicKinds
{
    /// <summary>Calls changed: <see cref="RealtimeMessage"/>.</summary>
    public const string Calls = "calls";

    /// <summary>Somebody's presence changed: <see cref="Lambdas.Presence.PresenceMessage"/>.</summary>
    public const string Presence = "presence";

    /// <summary>Somebody's inbox changed: <see cref="Realtime.InboxChange"/>.</summary>
    public const string Inbox = "inbox";

    /// <summary>Calls that lost their recording: a list of <see cref="Recordings.RecordingErasure"/>.</summary>
    public const string Erasures = "erasures";

    /// <summary>A week's figures: <see cref="Reports.WeeklyReport"/>.</summary>
    public const string Report = "report";

    /// <summary>The next step of a file: <see cref="Reports.ExportStep"/>.</summary>
    public const string Exports = "exports";

    /// <summary>The next run of an erasure: <see cref="Erasure.ErasureStep"/>.</summary>
    public const string Forgetting = "forgetting";
}

/// <summary>Publishes to the topic.</summary>
internal sealed class TopicPublisher(IAmazonSimpleNotificationService sns, FunctionSettings settings)
{
    /// <summary>Of every message on the topic; docs/integration.md has what it stands for.</summary>
    private const string FormatVersion = "1";

    /// <param name="audience">Whom it is for: <c>managers</c> look at dashboards; notices say <c>person</c>, <c>team</c> or <c>everyone</c>.</param>
    public Task PublishAsync(string kind, string message, CancellationToken cancellation, string audience = "managers") =>
        sns.PublishAsync(
            new PublishRequest
            {
                TopicArn = settings[FunctionSettings.TopicArn],
                Message = message,
                MessageAttributes = new()
                {
                    ["kind"] = Text(kind),
                    ["audience"] = Text(audience),
                    ["organisation"] = Text(settings.OrganisationName),
                    ["version"] = Text(FormatVersion),
                },
            },
            cancellation);

    private static MessageAttributeValue Text(string value) => new() { DataType = "String", StringValue = value };
}
