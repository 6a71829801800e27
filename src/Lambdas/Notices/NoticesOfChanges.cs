using Amazon.Lambda.DynamoDBEvents;
using Ooak.Lambdas.Announcements;
using Ooak.Lambdas.Assignments;
using Ooak.Lambdas.Dashboard;
using Ooak.Lambdas.Data;

namespace Ooak.Lambdas.Notices;

/// <summary>A notice that follows from a change in the table.</summary>
internal sealed record CausedNotice(DateTimeOffset At, NoticeKind Kind, string Cause, NoticeAudience Audience, NoticeContent Content);

/// <summary>Which changes people are told of. The same change always leads to the same notice, in whatever batch it comes.</summary>
internal static class NoticesOfChanges
{
    /// <summary>What one person assigns to another within one such span is one notice: a list of fifty rings once.</summary>
    private static readonly TimeSpan Together = TimeSpan.FromSeconds(10);

    internal static List<CausedNotice> Of(IEnumerable<DynamoDBEvent.DynamodbStreamRecord> records)
    {
        var notices = new List<CausedNotice>();
        var assigned = new List<Assignment>();
        foreach (var record in records)
        {
            var (before, after) = (StreamImage.Of(record.Dynamodb.OldImage), StreamImage.Of(record.Dynamodb.NewImage));
            switch (after?.Text(Keys.Type))
            {
                case ItemTypes.Assignment when IsNew(before, StoredAssignment.AssignmentOf(after)):
                    assigned.Add(StoredAssignment.AssignmentOf(after));
                    break;
                case ItemTypes.Announcement when before is null:
                    notices.Add(Announced(AnnouncementItem.Read(after)));
                    break;
            }
        }

        notices.AddRange(assigned
            .GroupBy(assignment => (assignment.EmployeeId, assignment.AssignedBy, At: Floor(assignment.UpdatedAt)))
            .Select(group => Assigned(group.Key.At, group.Key.AssignedBy, [.. group])));
        return notices;
    }

    /// <summary>Whose pages have something new to read: what came into their inbox, or was read there. That a phone was reached
    /// changes nothing that people see.</summary>
    internal static IReadOnlyList<string> InboxesOf(IEnumerable<DynamoDBEvent.DynamodbStreamRecord> records) =>
    [
        .. records
            .Select(record => (Before: StreamImage.Of(record.Dynamodb.OldImage), After: StreamImage.Of(record.Dynamodb.NewImage)))
            .Where(change => change.After?.Text(Keys.Type) == ItemTypes.Notice && change.Before?.Number(NoticeItem.Version) != change.After.Number(NoticeItem.Version))
            .Select(change => Keys.EmployeeOf(change.After!.RequiredText(Keys.Partition)))
            .Distinct(StringComparer.Ordinal),
    ];

    // Somebody else's doing, open, and not this person's before.
    private static bool IsNew(Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>? before, Assignment assignment) =>
        assignment is { State: AssignmentState.Open, Deleted: false }
        && assignment.AssignedBy != assignment.EmployeeId
        && (before is null || StoredAssignment.AssignmentOf(before).Deleted);

    private static CausedNotice Assigned(DateTimeOffset at, string by, List<Assignment> assignments)
    {
        var first = assignments[0];
        return new(at, NoticeKind.Assignment, by, new(AudienceType.Person, first.EmployeeId), new()
        {
            AssignmentIds = [.. assignments.Select(assignment => assignment.Id).Distinct(StringComparer.Ordinal)],
            ContactName = first.ContactName,
            ContactPhone = first.ContactPhone,
        });
    }

    private static CausedNotice Announced(Announcement announcement)
    {
        var audience = announcement.Team is { } team
            ? new NoticeAudience(AudienceType.Team, Team: team, Except: announcement.AuthorId)
            : new NoticeAudience(AudienceType.Everyone, Except: announcement.AuthorId);
        return new(announcement.At, NoticeKind.Announcement, announcement.Id, audience, new()
        {
            AnnouncementId = announcement.Id,
            Title = announcement.Title,
            Text = Beginning(announcement.Body),
        });
    }

    /// <summary>Cut between characters.</summary>
    internal static string Beginning(string text) => text.Length <= NoticePush.LongestText
        ? text
        : text[..(char.IsHighSurrogate(text[NoticePush.LongestText - 2]) ? NoticePush.LongestText - 2 : NoticePush.LongestText - 1)] + "…";

    private static DateTimeOffset Floor(DateTimeOffset at) => new(at.UtcTicks - (at.UtcTicks % Together.Ticks), TimeSpan.Zero);
}
