using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Ooak.Lambdas.Audit;
using Ooak.Lambdas.Data;
using Ooak.Lambdas.Wire;

namespace Ooak.Lambdas.Calls;

/// <summary>Calls by key. Every write is conditional: on absence, or on the version that was read.</summary>
internal sealed class CallStore(DataTable table, TimeProvider time)
{
    /// <summary>A phone's clock may be this far ahead before its calls are marked.</summary>
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);

    /// <summary>Deletions that go into one transaction with the call and the audit trail's entry.</summary>
    private const int MaximumTogether = 98;

    public DateTimeOffset Now => new Instant(time.GetUtcNow());

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
    public StoredCall Accept(CallDraft draft, string employeeId, PrivacyRule privacy)
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
        return new StoredCall(privacy.Apply(call), now, new Dictionary<string, long>(), new Dictionary<string, AcceptedMutation>());
    }

    /// <summary>Null: it was created. Otherwise the call that is there under this id: the refusal carries it, so a retry costs no read.</summary>
    public async Task<StoredCall?> CreateAsync(StoredCall stored, CancellationToken cancellation)
    {
        try
        {
            await table.Client.PutItemAsync(
                new PutItemRequest
                {
                    TableName = table.Name,
                    Item = stored.ToItem(),
                    ConditionExpression = "attribute_not_exists(pk)",
                    ReturnValuesOnConditionCheckFailure = ReturnValuesOnConditionCheckFailure.ALL_OLD,
                },
                cancellation);
            return null;
        }
        catch (ConditionalCheckFailedException e)
        {
            return StoredCall.FromItem(e.Item);
        }
    }

    /// <summary>False: somebody was faster; read again. The version before goes to the history in the same transaction, so that
    /// none is written after a history was purged: a call that becomes private, or whose contact is erased, loses what it was.</summary>
    /// <param name="entry">What the audit trail says of it, written together with it.</param>
    public async Task<bool> TrySaveAsync(StoredCall before, StoredCall next, CancellationToken cancellation, AuditEntry? entry = null)
    {
        var call = new Put
        {
            TableName = table.Name,
            Item = next.ToItem(),
            ConditionExpression = "#version = :read",
            ExpressionAttributeNames = new() { ["#version"] = StoredCall.Version },
            ExpressionAttributeValues = new() { [":read"] = Item.N(before.Call.Version) },
        };
        List<TransactWriteItem> history = next.Call.Private || next.Erased
            ? await PurgeAsync(before.Call, cancellation)
            : [new TransactWriteItem { Put = new Put { TableName = table.Name, Item = StoredCall.HistoryOf(before.ToItem()) } }];
        if (entry is not null)
        {
            history.Add(entry.ToWrite(table.Name));
        }

        try
        {
            await table.Client.TransactWriteItemsAsync(new TransactWriteItemsRequest { TransactItems = [new() { Put = call }, .. history] }, cancellation);
            return true;
        }
        catch (TransactionCanceledException e) when (e.CancellationReasons.Any(reason => reason.Code is "ConditionalCheckFailed" or "TransactionConflict"))
        {
            return false;
        }
    }

    /// <summary>What is left to delete together with the write that makes a call private. A private call's own versions are not
    /// kept, so there is nothing to purge again.</summary>
    private async Task<List<TransactWriteItem>> PurgeAsync(Call before, CancellationToken cancellation)
    {
        if (before.Private)
        {
            return [];
        }

        // Older versions first: they are settled, and a purge that is cut short is made again by the retry.
        var oldest = before.Version - MaximumTogether + 1;
        for (var version = 1L; version < oldest; version++)
        {
            await table.Client.DeleteItemAsync(new DeleteItemRequest { TableName = table.Name, Key = HistoryKey(before, version) }, cancellation);
        }

        var recent = Math.Max(1, oldest);
        return [.. Enumerable.Range(0, (int)(before.Version - recent + 1)).Select(offset =>
            new TransactWriteItem { Delete = new Delete { TableName = table.Name, Key = HistoryKey(before, recent + offset) } })];
    }

    private static Dictionary<string, AttributeValue> HistoryKey(Call call, long version) =>
        Item.Key(Keys.Employee(call.EmployeeId), Keys.History(call.Id, version));
}
