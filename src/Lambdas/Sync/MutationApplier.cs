using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Ooak.Lambdas.Announcements;
using Ooak.Lambdas.Assignments;
using Ooak.Lambdas.Calls;

namespace Ooak.Lambdas.Sync;

/// <summary>Applies one phone's mutations. A retry is recognised by the mutation's id and hash, kept on the call per device;
/// nothing is half-done, because each mutation is one conditional write.</summary>
internal sealed class MutationApplier(CallStore calls, AssignmentApplier assignments, AnnouncementStore announcements)
{
    private const int Attempts = 4;

    /// <summary>Items written at once; one item's mutations go one after the other.</summary>
    private const int AtOnce = 24;

    private static readonly MutationProblem CallExists = new("call-exists", "This call had been created before, by another mutation.");

    private static readonly MutationProblem CallDeleted = new("call-deleted", "This call was deleted.");

    private static readonly MutationProblem CallErased = new("call-erased", "This call was erased at the contact's request.");

    public async Task<MutationResult[]> ApplyAsync(string employeeId, string deviceId, PrivacyRule privacy, IReadOnlyList<Mutation> mutations, CancellationToken cancellation)
    {
        var results = new MutationResult[mutations.Count];
        var known = await calls.FindAsync(employeeId, IdsToRead(mutations), cancellation);
        var groups = mutations.Index().GroupBy(pair => pair.Item.Subject);
        await Parallel.ForEachAsync(
            groups,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation },
            async (group, token) =>
            {
                var read = known.GetValueOrDefault(group.Key);
                foreach (var (index, mutation) in group)
                {
                    results[index] = await ApplyOneAsync(mutation, new Context(employeeId, deviceId, privacy, read), token);
                    read = null;
                }
            });
        return results;
    }

    /// <param name="Read">The call as the batch read it; null after the first mutation, which may have changed it.</param>
    private sealed record Context(string EmployeeId, string DeviceId, PrivacyRule Privacy, StoredCall? Read);

    // A create is tried unread: it is nearly always new. Anything else needs the call as it is.
    private static IEnumerable<string> IdsToRead(IReadOnlyList<Mutation> mutations) =>
        mutations.Where(mutation => mutation is UpdateMutation or DeleteMutation).Select(mutation => mutation.CallId!).Distinct();

    private async Task<MutationResult> ApplyOneAsync(Mutation mutation, Context context, CancellationToken cancellation)
    {
        try
        {
            return mutation switch
            {
                CreateMutation create => await CreateAsync(create, context, cancellation),
                UpdateMutation update => await ChangeAsync(update, context, stored => Edit(stored, update, context), cancellation),
                DeleteMutation delete => await ChangeAsync(delete, context, stored => Remove(stored, delete, context.DeviceId), cancellation),
                AssignmentMutation change => await assignments.ApplyAsync(change, context.EmployeeId, context.DeviceId, cancellation),
                ReadMutation read => await ReadAsync(read, context.EmployeeId, cancellation),
                _ => Rejected(mutation, mutation.Refusal!),
            };
        }
        catch (Exception e) when (IsTransient(e))
        {
            return new MutationResult(mutation.Id, MutationStatus.Retry);
        }
    }

    private async Task<MutationResult> CreateAsync(CreateMutation create, Context context, CancellationToken cancellation)
    {
        var stored = Stamp(calls.Accept(create.Draft, context.EmployeeId, context.Privacy), create, context.DeviceId);
        return await calls.CreateAsync(stored, cancellation) is { } present
            ? Recognise(present, create, context.DeviceId) ?? new MutationResult(create.Id, MutationStatus.Duplicate, present.Call, Problem: CallExists)
            : new MutationResult(create.Id, MutationStatus.Applied, stored.Call);
    }

    private async Task<MutationResult> ChangeAsync(
        Mutation mutation,
        Context context,
        Func<StoredCall, (StoredCall? Next, MutationResult Result)> change,
        CancellationToken cancellation)
    {
        var stored = context.Read;
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            stored ??= await calls.FindAsync(context.EmployeeId, mutation.CallId!, cancellation);
            if (stored is null)
            {
                return Rejected(mutation, new("call-not-found", "This call is not on the server."));
            }

            if ((Recognise(stored, mutation, context.DeviceId) ?? Overtaken(stored, mutation, context.DeviceId)) is { } known)
            {
                return known;
            }

            var (next, result) = change(stored);
            if (next is null || await calls.TrySaveAsync(stored, next, cancellation))
            {
                return result;
            }

            stored = null;
        }

        return new MutationResult(mutation.Id, MutationStatus.Retry);
    }

    private async Task<MutationResult> ReadAsync(ReadMutation read, string employeeId, CancellationToken cancellation) =>
        await announcements.TryReadAsync(employeeId, read.Target, cancellation) switch
        {
            ReadOutcome.Counted => new(read.Id, MutationStatus.Applied),
            ReadOutcome.CountedBefore => new(read.Id, MutationStatus.Duplicate),
            _ => Rejected(read, new("announcement-not-found", "This announcement is not on the server.")),
        };

    private (StoredCall? Next, MutationResult Result) Edit(StoredCall stored, UpdateMutation update, Context context)
    {
        if (stored.Call.Deleted)
        {
            return (null, Rejected(update, stored.Erased ? CallErased : CallDeleted, stored.Call));
        }

        var wanted = stored.Call;
        var fields = new List<CallField>();
        var errors = new Dictionary<string, string[]>();
        foreach (var field in CallField.All)
        {
            if (!update.Changes.TryGetProperty(field.Name, out var value))
            {
                continue;
            }

            var (call, error) = field.Set(wanted, value);
            if (call is null)
            {
                errors[field.Name] = [error!];
                continue;
            }

            wanted = call;
            fields.Add(field);
        }

        if (errors.Count > 0)
        {
            return (null, Rejected(update, new("invalid-request", "Some of this change is not valid.", errors), stored.Call));
        }

        var merged = CallMerge.Apply(stored.Call, stored.FieldVersions, update.BaseVersion, wanted, fields);
        var kept = context.Privacy.Apply(merged.Call);
        var next = Stamp(CallMerge.Next(stored, kept, CallField.ChangedBetween(stored.Call, kept), calls.Now), update, context.DeviceId);

        // What a private call does not keep is nobody's any more.
        var conflicts = merged.Conflicts.Where(conflict => Equals(conflict.Field.Get(kept), conflict.Field.Get(merged.Call))).Select(conflict => new FieldConflict(conflict.Field.Name, FieldConflict.Json(conflict.Yours), FieldConflict.Json(conflict.Theirs))).ToList();
        return (next, merged.OthersChanged
            ? new MutationResult(update.Id, MutationStatus.Merged, next.Call, conflicts)
            : new MutationResult(update.Id, MutationStatus.Applied, next.Call));
    }

    private (StoredCall? Next, MutationResult Result) Remove(StoredCall stored, DeleteMutation delete, string deviceId)
    {
        if (stored.Call.Deleted)
        {
            return (null, new MutationResult(delete.Id, MutationStatus.Duplicate, stored.Call));
        }

        var next = Stamp(DeleteCall.Tombstone(stored, calls.Now), delete, deviceId);
        return (next, new MutationResult(delete.Id, MutationStatus.Applied, next.Call));
    }

    /// <summary>The answer to a mutation that this device had accepted before; null: it is new.</summary>
    private static MutationResult? Recognise(StoredCall stored, Mutation mutation, string deviceId)
    {
        if (!stored.Devices.TryGetValue(deviceId, out var accepted) || accepted.Id != mutation.Id)
        {
            return null;
        }

        return accepted.Hash == mutation.Hash
            ? new MutationResult(mutation.Id, MutationStatus.Duplicate, stored.Call)
            : Rejected(mutation, new("mutation-reused", "This change was sent before with other content."), stored.Call);
    }

    /// <summary>A copy that the network kept back behind a later mutation of the same device: done before, or given up.</summary>
    private static MutationResult? Overtaken(StoredCall stored, Mutation mutation, string deviceId) =>
        mutation is UpdateMutation update && !stored.Call.Deleted && stored.Devices.TryGetValue(deviceId, out var accepted) && IsBefore(update, accepted)
            ? new MutationResult(mutation.Id, MutationStatus.Duplicate, stored.Call)
            : null;

    // A device that does not count what it sends has one mutation of a call on its way, and the next builds on what that one made.
    private static bool IsBefore(UpdateMutation update, AcceptedMutation accepted) =>
        update.Order > 0 && accepted.Order > 0 ? update.Order < accepted.Order : update.BaseVersion < accepted.Version;

    private static StoredCall Stamp(StoredCall stored, Mutation mutation, string deviceId) => stored with
    {
        Devices = new Dictionary<string, AcceptedMutation>(stored.Devices) { [deviceId] = new(mutation.Id, mutation.Hash, stored.Call.Version, mutation.Order) },
    };

    private static MutationResult Rejected(Mutation mutation, MutationProblem problem, Call? call = null) =>
        new(mutation.Id, MutationStatus.Rejected, call, Problem: problem);

    private static bool IsTransient(Exception e) => e switch
    {
        ProvisionedThroughputExceededException or RequestLimitExceededException or ThrottlingException or InternalServerErrorException => true,
        TransactionCanceledException or TransactionConflictException or HttpRequestException or TimeoutException => true,
        AmazonDynamoDBException service => (int)service.StatusCode >= 500,
        _ => false,
    };
}
