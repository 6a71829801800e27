using Ooak.Lambdas.Push;
using Ooak.Lambdas.Wire;

namespace Ooak.Lambdas.Notices;

/// <summary>What the app's service worker receives.</summary>
/// <param name="To">Whose it is: somebody else may have signed in on this phone meanwhile.</param>
internal sealed record NoticePush(string To, Notice Notice)
{
    /// <summary>How much of an announcement travels; the app has the rest.</summary>
    internal const int LongestText = 200;

    internal static PushMessage Of(string employeeId, Notice notice)
    {
        var (life, urgency, topic) = notice.Kind switch
        {
            NoticeKind.Assignment => (TimeSpan.FromDays(1), Urgency.High, notice.Id),
            NoticeKind.Announcement => (TimeSpan.FromDays(3), Urgency.Normal, notice.Id),
            NoticeKind.MissedCall => (TimeSpan.FromHours(12), Urgency.Normal, notice.Id),

            // Yesterday's is of no use once today's is there.
            NoticeKind.Target => (TimeSpan.FromHours(12), Urgency.Normal, NoticeKinds.Target),
            _ => (TimeSpan.FromHours(12), Urgency.Low, NoticeKinds.Performance),
        };
        return new(AnswerJson.Bytes(new NoticePush(employeeId, Shortened(notice)), AnswerJson.Default.NoticePush), life, urgency, topic);
    }

    // The count is enough: where there are many, a phone shows how many.
    private static Notice Shortened(Notice notice) => notice.Content.AssignmentIds is { Count: > Few } assignments
        ? notice with { Content = notice.Content with { AssignmentIds = [.. assignments.Take(Few)], Calls = assignments.Count } }
        : notice;

    private const int Few = 10;
}
