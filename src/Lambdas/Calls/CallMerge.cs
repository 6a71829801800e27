namespace Ooak.Lambdas.Calls;

/// <summary>A field that two people changed since the base version.</summary>
internal sealed record MergeConflict(CallField Field, object? Yours, object? Theirs);

/// <summary>The outcome of a merge: the next call (its version not yet raised), what changed, what was contested.</summary>
internal sealed record Merged(Call Call, IReadOnlyList<CallField> Changed, IReadOnlyList<MergeConflict> Conflicts, bool OthersChanged);

/// <summary>Concurrent edits, field by field: the same field goes to the edit that is accepted later, and the earlier value
/// stays in the history; notes keep both texts. Pure, and the same rules as on the phone.</summary>
internal static class CallMerge
{
    /// <param name="current">The call as stored.</param>
    /// <param name="fieldVersions">The version in which each field last changed.</param>
    /// <param name="baseVersion">The version that the person saw.</param>
    /// <param name="wanted">The current call with the person's fields set.</param>
    /// <param name="fields">The fields that the person set.</param>
    internal static Merged Apply(
        Call current,
        IReadOnlyDictionary<string, long> fieldVersions,
        long baseVersion,
        Call wanted,
        IReadOnlyCollection<CallField> fields)
    {
        var result = wanted;
        var conflicts = new List<MergeConflict>();
        foreach (var field in fields)
        {
            object? yours = field.Get(wanted), theirs = field.Get(current);
            if (Equals(yours, theirs) || fieldVersions.GetValueOrDefault(field.Name, 1) <= baseVersion)
            {
                continue;
            }

            conflicts.Add(new MergeConflict(field, yours, theirs));
            if (field.Name == CallField.Notes)
            {
                result = result with { Notes = BothNotes((string?)theirs, (string?)yours) };
            }
        }

        var changed = CallField.ChangedBetween(current, result).ToList();
        return new Merged(result, changed, conflicts, current.Version > baseVersion);
    }

    /// <summary>The next version of a call, with the fields' versions brought up to it.</summary>
    /// <param name="by">Who makes it, where it is not the call's owner.</param>
    internal static StoredCall Next(StoredCall stored, Call call, IEnumerable<CallField> changed, DateTimeOffset now, string? by = null)
    {
        var version = stored.Call.Version + 1;
        var versions = new Dictionary<string, long>(stored.FieldVersions);
        foreach (var field in changed)
        {
            versions[field.Name] = version;
        }

        // A recording goes with its call, and nobody keeps one of a private call.
        var recording = call.Deleted || call.Private ? null : call.Recording;
        return stored with { Call = call with { Version = version, UpdatedAt = now, Recording = recording }, ChangedAt = now, FieldVersions = versions, By = by };
    }

    private static string? BothNotes(string? theirs, string? yours)
    {
        if (string.IsNullOrEmpty(theirs) || (yours?.Contains(theirs, StringComparison.Ordinal) ?? false))
        {
            return yours;
        }

        if (string.IsNullOrEmpty(yours) || theirs.Contains(yours, StringComparison.Ordinal))
        {
            return theirs;
        }

        var both = theirs + "\n\n" + yours;
        return both.Length <= CallRules.MaximumNotes ? both : yours;
    }
}
