using Ooak.Lambdas.Calls;
using Ooak.Lambdas.Sync;

namespace Ooak.Lambdas.Assignments;

/// <summary>Applies what phones say about assignments, by the rules that hold for calls: a retry is recognised by the mutation's id
/// and hash, kept on the assignment per device; the same field goes to the later accepted write. What was taken back or handed over
/// is nobody's to change.</summary>
internal sealed class AssignmentApplier(AssignmentStore assignments)
{
    private const int Attempts = 4;

    /// <exception cref="Amazon.DynamoDBv2.AmazonDynamoDBException">As with calls, the caller tells what is transient.</exception>
    public async Task<MutationResult> ApplyAsync(AssignmentMutation mutation, string employeeId, string deviceId, CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (await assignments.FindAsync(employeeId, mutation.Target, cancellation) is not { } stored)
            {
                return Rejected(mutation, new("assignment-not-found", "This assignment is not on the server."));
            }

            var (next, result) = Apply(stored, mutation, deviceId, assignments.Now);
            if (next is null || await assignments.TrySaveAsync(stored, next, cancellation))
            {
                return result;
            }
        }

        return new MutationResult(mutation.Id, MutationStatus.Retry);
    }

    /// <returns>Nothing to write where it was done before or cannot be done.</returns>
    internal static (StoredAssignment? Next, MutationResult Result) Apply(StoredAssignment stored, AssignmentMutation mutation, string deviceId, DateTimeOffset now)
    {
        var current = stored.Assignment;
        if (stored.Devices.TryGetValue(deviceId, out var accepted))
        {
            if (accepted.Id == mutation.Id)
            {
                return (null, accepted.Hash == mutation.Hash
                    ? new MutationResult(mutation.Id, MutationStatus.Duplicate, Assignment: current)
                    : Rejected(mutation, new("mutation-reused", "This change was sent before with other content."), current));
            }

            // A copy that the network kept back behind a later one of the same device.
            if (mutation.Order > 0 && mutation.Order < accepted.Order)
            {
                return (null, new MutationResult(mutation.Id, MutationStatus.Duplicate, Assignment: current));
            }
        }

        if (stored.NowWith is not null)
        {
            return (null, Rejected(mutation, new("assignment-moved", "This was given to somebody else."), current));
        }

        if (current.Deleted)
        {
            return (null, Rejected(mutation, new("assignment-cancelled", "This was taken back."), current));
        }

        var wanted = AssignmentMerge.Change(current, mutation.Changes);
        var conflicts = AssignmentMerge.Conflicts(stored, mutation.BaseVersion, wanted)
            .Select(conflict => new FieldConflict(conflict.Field, FieldConflict.Json(conflict.Yours), FieldConflict.Json(conflict.Theirs)))
            .ToList();
        var next = AssignmentMerge.Next(stored, wanted, now);
        next = next with
        {
            Devices = new Dictionary<string, AcceptedMutation>(stored.Devices) { [deviceId] = new(mutation.Id, mutation.Hash, next.Assignment.Version, mutation.Order) },
        };
        return (next, conflicts.Count > 0
            ? new MutationResult(mutation.Id, MutationStatus.Merged, Conflicts: conflicts, Assignment: next.Assignment)
            : new MutationResult(mutation.Id, MutationStatus.Applied, Assignment: next.Assignment));
    }

    private static MutationResult Rejected(AssignmentMutation mutation, MutationProblem problem, Assignment? assignment = null) =>
        new(mutation.Id, MutationStatus.Rejected, Problem: problem, Assignment: assignment);
}
