using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Ooak.Lambdas.Wire;

namespace Ooak.Lambdas.Notices;

/// <summary>What a person was told, as it stands in their inbox.</summary>
/// <param name="Id">Follows from its cause: whatever leads to it twice leads to the same notice.</param>
/// <param name="At">When its cause happened.</param>
/// <param name="ReadAt">Null: not yet.</param>
/// <param name="Version">1 at first; more when it was read, or when more of the same came.</param>
public sealed record Notice(string Id, NoticeKind Kind, Instant At, Instant? ReadAt, long Version, NoticeContent Content);

/// <summary>What a notice says; its kind decides which of these it has. The texts around it are the app's.</summary>
public sealed record NoticeContent
{
    /// <summary>Of a notice of assignments: whom to call. Several that came together are one notice.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? AssignmentIds { get; init; }

    /// <summary>Of the first assignment, or of a call that was missed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ContactName { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ContactPhone { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? AnnouncementId { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Title { get; init; }

    /// <summary>The beginning of an announcement.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Text { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? CallId { get; init; }

    /// <summary>The organisation's day that a target or a performance is about.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Day { get; init; }

    /// <summary>Calls that are to be made that day.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Target { get; init; }

    /// <summary>Calls that were made that day.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Calls { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Completed { get; init; }

    /// <summary>Seconds.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? TalkSeconds { get; init; }
}

/// <summary>One page, the last first.</summary>
public sealed record InboxPage(IReadOnlyList<Notice> Notices, string? Cursor);

/// <summary>PUT /inbox/{id}.</summary>
public sealed record NoticeUpdate([property: Required] bool? Read);
