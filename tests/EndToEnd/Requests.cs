namespace Ooak.EndToEnd.Tests;

/// <summary>Bodies as a phone makes them.</summary>
internal static class Requests
{
    public static string NewId() => Guid.CreateVersion7().ToString("D");

    /// <summary>A whole millisecond, as on the wire.</summary>
    public static string Instant(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'");

    public static JsonObject Draft(string? id = null, DateTimeOffset? startedAt = null) => new()
    {
        ["id"] = id ?? NewId(),
        ["contactName"] = "Anna Becker",
        ["contactPhone"] = "+49302300000",
        ["callType"] = "outgoing",
        ["status"] = "completed",
        ["duration"] = 95,
        ["notes"] = "Wants the offer by e-mail.",
        ["outcome"] = "Interested",
        ["startedAt"] = Instant(startedAt ?? DateTimeOffset.UtcNow.AddMinutes(-3)),
        ["createdAt"] = Instant(DateTimeOffset.UtcNow),
        ["source"] = "manual",
        ["assignmentId"] = null,
        ["private"] = false,
        ["clockSuspect"] = false,
    };

    /// <summary>Somebody is to call Anna.</summary>
    public static JsonObject Assignment(string employeeId, string? id = null) => new()
    {
        ["id"] = id ?? NewId(),
        ["employeeId"] = employeeId,
        ["contactName"] = "Anna Becker",
        ["contactPhone"] = "+49302300000",
        ["note"] = "Asked for a price.",
        ["dueDay"] = "2026-05-04",
        ["dueAt"] = null,
    };

    /// <summary>Announces a recording.</summary>
    public static JsonObject Recording(long size = 1000, string contentType = "audio/webm;codecs=opus", string consent = "notice") => new()
    {
        ["contentType"] = contentType,
        ["size"] = size,
        ["duration"] = 12,
        ["consent"] = new JsonObject { ["mode"] = consent, ["at"] = "2026-05-04T09:30:00.000Z" },
    };

    public static JsonObject Create(JsonObject draft) => new()
    {
        ["mutationId"] = NewId(),
        ["kind"] = "create",
        ["sentAt"] = Instant(DateTimeOffset.UtcNow),
        ["call"] = draft.DeepClone(),
    };

    public static JsonObject Update(string id, long baseVersion, JsonObject changes) => new()
    {
        ["mutationId"] = NewId(),
        ["kind"] = "update",
        ["sentAt"] = Instant(DateTimeOffset.UtcNow),
        ["id"] = id,
        ["baseVersion"] = baseVersion,
        ["changes"] = changes.DeepClone(),
    };

    public static JsonObject Delete(string id, long baseVersion) => new()
    {
        ["mutationId"] = NewId(),
        ["kind"] = "delete",
        ["sentAt"] = Instant(DateTimeOffset.UtcNow),
        ["id"] = id,
        ["baseVersion"] = baseVersion,
    };

    /// <summary>What a phone says about an assignment.</summary>
    public static JsonObject Assignment(JsonObject assignment, long baseVersion, JsonObject changes) => new()
    {
        ["mutationId"] = NewId(),
        ["kind"] = "assignment",
        ["sentAt"] = Instant(DateTimeOffset.UtcNow),
        ["id"] = (string)assignment["id"]!,
        ["baseVersion"] = baseVersion,
        ["changes"] = changes.DeepClone(),
    };

    /// <summary>The person has read it.</summary>
    public static JsonObject Read(JsonObject announcement) => new()
    {
        ["mutationId"] = NewId(),
        ["kind"] = "read",
        ["sentAt"] = Instant(DateTimeOffset.UtcNow),
        ["id"] = (string)announcement["id"]!,
    };
}
