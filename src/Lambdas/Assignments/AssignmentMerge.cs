namespace Ooak.Lambdas.Assignments;

/// <summary>The next version of an assignment.</summary>
internal static class AssignmentMerge
{
    internal const string State = "state";
    internal const string FollowUpAt = "followUpAt";
    internal const string RemindAt = "remindAt";

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

        var closedAt = wanted.State == AssignmentState.Open ? null : wanted.State == before.State ? before.ClosedAt : (DateTimeOffset?)now;
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
}
