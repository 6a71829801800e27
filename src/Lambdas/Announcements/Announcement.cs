using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Ooak.Lambdas.Functions;
using Ooak.Lambdas.Wire;

namespace Ooak.Lambdas.Announcements;

/// <summary>Something that a manager tells everybody, or a team.</summary>
/// <param name="Id">A UUIDv7 made by who wrote it: the key, and what makes every retry harmless.</param>
/// <param name="AuthorId">The employee's id.</param>
/// <param name="AuthorName">As it was then.</param>
/// <param name="Team">Null: everybody.</param>
/// <param name="ReadAt">When the caller read it; null: not yet.</param>
/// <param name="Reads">How many people have read it, each counted once. For managers.</param>
public sealed record Announcement(
    string Id,
    string Title,
    string Body,
    string AuthorId,
    string AuthorName,
    Instant At,
    string? Team,
    Instant? ReadAt = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Reads = null);

/// <param name="Team">Null: everybody.</param>
public sealed record AnnouncementDraft(
    [property: Required, DataType(Ids.Format)] string? Id,
    [property: Required, StringLength(Announce.MaximumTitle, MinimumLength = 1)] string? Title,
    [property: Required, StringLength(Announce.MaximumBody, MinimumLength = 1)] string? Body,
    [property: StringLength(Announce.MaximumTeam)] string? Team);

/// <summary>One page, the last first. It may be short or empty while <c>cursor</c> goes on.</summary>
public sealed record AnnouncementPage(IReadOnlyList<Announcement> Announcements, string? Cursor);
