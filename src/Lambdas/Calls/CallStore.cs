using Amazon.DynamoDBv2.Model;
using Ooak.Lambdas.Data;

namespace Ooak.Lambdas.Calls;

/// <summary>Calls by key. Every write is conditional: on absence, or on the version that was read.</summary>
internal sealed class CallStore(DataTable table, TimeProvider time)
{
    /// <summary>A phone's clock may be this far ahead before its calls are marked.</summary>
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);

    public DateTimeOffset Now
    {
        get
        {
            var now = time.GetUtcNow();
            return new DateTimeOffset(now.Ticks - (now.Ticks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);
        }
    }

    public async Task<StoredCall?> FindAsync(string employeeId, string callId, CancellationToken cancellation) =>
        await table.GetAsync(Keys.Employee(employeeId), Keys.Call(callId), cancellation) is { } item ? StoredCall.FromItem(item) : null;

    /// <summary>Those of the calls that exist.</summary>
    public async Task<Dictionary<string, StoredCall>> FindAsync(string employeeId, IEnumerable<string> callIds, CancellationToken cancellation)
    {
        var keys = callIds.Select(id => Item.Key(Keys.Employee(employeeId), Keys.Call(id)));
        var items = await table.BatchGetAsync(keys, consistent: true, cancellation);
        return items.Select(StoredCall.FromItem).ToDictionary(stored => stored.Call.Id);
    }

    /// <summary>A checked draft as the call it becomes.</summary>
    public StoredCall Accept(CallDraft draft, string employeeId)
    {
        var now = Now;
        var call = new Call
        {
            Id = draft.Id!,
            EmployeeId = employeeId,
            ContactName = draft.ContactName,
            ContactPhone = draft.ContactPhone,
            CallType = draft.CallType!.Value,
            Status = draft.Status!.Value,
            Duration = draft.Duration,
            Notes = draft.Notes,
            Outcome = draft.Outcome,
            StartedAt = draft.StartedAt!.Value,
            CreatedAt = draft.CreatedAt ?? now,
            SyncedAt = now,
            UpdatedAt = now,
            Source = draft.Source,
            AssignmentId = draft.AssignmentId,
            Private = draft.Private,
            ClockSuspect = draft.ClockSuspect || draft.StartedAt > now + ClockTolerance || draft.CreatedAt > now + ClockTolerance,
        };
        return new StoredCall(call, now, new Dictionary<string, long>(), new Dictionary<string, AcceptedMutation>());
    }

    /// <summary>False: a call with this id is there already.</summary>
    public Task<bool> TryCreateAsync(StoredCall stored, CancellationToken cancellation) =>
        TryPutAsync(
            new PutItemRequest { Item = stored.ToItem(), ConditionExpression = "attribute_not_exists(pk)" },
            cancellation);

    /// <summary>False: somebody was faster; read again. The version before goes to the history first: its content is settled,
    /// so that writing it twice, or ahead of a write that fails, changes nothing.</summary>
    public async Task<bool> TrySaveAsync(StoredCall before, StoredCall next, CancellationToken cancellation)
    {
        await table.PutAsync(StoredCall.HistoryOf(before.ToItem()), cancellation);
        return await TryPutAsync(
            new PutItemRequest
            {
                Item = next.ToItem(),
                ConditionExpression = "#version = :read",
                ExpressionAttributeNames = new() { ["#version"] = StoredCall.Version },
                ExpressionAttributeValues = new() { [":read"] = Item.N(before.Call.Version) },
            },
            cancellation);
    }

    private async Task<bool> TryPutAsync(PutItemRequest request, CancellationToken cancellation)
    {
        request.TableName = table.Name;
        try
        {
            await table.Client.PutItemAsync(request, cancellation);
            return true;
        }
        catch (ConditionalCheckFailedException)
        {
            return false;
        }
    }
}
