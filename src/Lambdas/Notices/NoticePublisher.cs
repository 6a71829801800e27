using System.Text.Json;
using Ooak.Lambdas.Functions;
using Ooak.Lambdas.Realtime;
using Ooak.Lambdas.Wire;

namespace Ooak.Lambdas.Notices;

/// <summary>Puts notices on the topic.</summary>
internal sealed class NoticePublisher(TopicPublisher topic, FunctionSettings settings)
{
    public Task PublishAsync(DateTimeOffset at, NoticeKind kind, string cause, NoticeAudience audience, NoticeContent content, CancellationToken cancellation) =>
        PublishAsync(new NoticeMessage(NoticeMessage.CurrentVersion, NoticeId.Of(at, kind, cause), kind, settings.OrganisationName, at, audience, content), cancellation);

    public Task PublishAsync(NoticeMessage message, CancellationToken cancellation) =>
        topic.PublishAsync(message.Kind.Word(), JsonSerializer.Serialize(message, WireJson.Default.NoticeMessage), cancellation, AudienceOf(message.Audience.Type));

    private static string AudienceOf(AudienceType type) => type switch
    {
        AudienceType.Person => "person",
        AudienceType.Team => "team",
        _ => "everyone",
    };
}
