using Ooak.Lambdas.Wire;

namespace Ooak.Lambdas.Assignments;

/// <summary>The next version of an assignment.</summary>
internal static class AssignmentMerge
{
    internal const string State = "state";
    internal const string FollowUpAt = "followUpAt";
    internal const string RemindAt = "remindAt";

    private const int MaximumCalls = 100;

    /// <summary>As the phone wants it.</summary>
    internal static Assignment Change(Assignment assignment, AssignmentChanges changes)
    {
        var logged = changes.Calls.Where(call => call.Value && !assignment.CallIds.Contains(call.Key)).Select(call => call.Key).ToList();
        var removed = changes.Calls.Any(call => !call.Value && assignment.CallIds.Contains(call.Key));
        return assignment with
        {
            State = changes.State ?? assignment.State,
            FollowUpAt = changes.SetsFollowUp ? changes.FollowUpAt : assignment.FollowUpAt,
            RemindAt = changes.SetsReminder ? changes.RemindAt : assignment.RemindAt,
            CallIds = logged.Count == 0 && !removed
                ? assignment.CallIds
                : [.. assignment.CallIds.Where(id => changes.Calls.GetValueOrDefault(id, true)).Concat(logged).TakeLast(MaximumCalls)],
        };
    }

    /// <summary>Fields that somebody else changed after the phone had seen them, and that now become what the phone says.</summary>
    internal static IEnumerable<(string Field, object? Yours, object? Theirs)> Conflicts(StoredAssignment stored, long baseVersion, Assignment wanted) =>
        ChangedBetween(stored.Assignment, wanted)
            .Where(field => stored.FieldVersions.GetValueOrDefault(field, 1) > baseVersion)
            .Select(field => (field, Get(wanted, field), Get(stored.Assignment, field)));

    /// <summary>What phones change too carries the version in which it changed.</summary>
    internal static StoredAssignment Next(StoredAssignment stored, Assignment wanted, DateTimeOffset now)
    {
        var before = stored.Assignment;
        var version = before.Version + 1;
        var fields = new Dictionary<string, long>(stored.FieldVersions);
        foreach (var field in ChangedBetween(before, wanted))
        {
            fields[field] = version;
        }

        var closedAt = wanted.State == AssignmentState.Open ? null : wanted.State == before.State ? before.ClosedAt : (Instant?)now;
        return stored with
        {
            Assignment = wanted with { ClosedAt = closedAt, UpdatedAt = now, Version = version },
            FieldVersions = fields,
        };
    }

    private static IEnumerable<string> ChangedBetween(Assignment before, Assignment after)
    {
        if (before.State != after.State)
        {
            yield return State;
        }

        if (before.FollowUpAt != after.FollowUpAt)
        {
            yield return FollowUpAt;
        }

        if (before.RemindAt != after.RemindAt)
        {
            yield return RemindAt;
        }
    }

    private static object? Get(Assignment assignment, string field) => field switch
    {
        State => assignment.State,
        FollowUpAt => assignment.FollowUpAt,
        _ => assignment.RemindAt,
    };
}
