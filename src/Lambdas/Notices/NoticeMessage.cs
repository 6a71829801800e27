using System.Text.Json.Serialization;
using Ooak.Lambdas.Wire;

namespace Ooak.Lambdas.Notices;

[JsonConverter(typeof(KebabWords<AudienceType>))]
public enum AudienceType
{
    Person,
    Team,
    Everyone,
}

/// <summary>Whom a notice is for.</summary>
/// <param name="EmployeeId">The person.</param>
/// <param name="Team">Its name.</param>
/// <param name="Except">Whoever caused it knows of it.</param>
public sealed record NoticeAudience(
    AudienceType Type,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? EmployeeId = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Team = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Except = null);

/// <summary>A notice on the topic. docs/integration.md promises it to others: fields are added, never changed.</summary>
/// <param name="Version">Of this format.</param>
/// <param name="Organisation">The stack's name.</param>
public sealed record NoticeMessage(int Version, string Id, NoticeKind Kind, string Organisation, DateTimeOffset At, NoticeAudience Audience, NoticeContent Content)
{
    internal const int CurrentVersion = 1;
}
