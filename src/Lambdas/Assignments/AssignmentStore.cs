using Amazon.DynamoDBv2.Model;
using Ooak.Lambdas.Data;
using Ooak.Lambdas.Functions;
using Ooak.Lambdas.Wire;

namespace Ooak.Lambdas.Assignments;

/// <summary>Assignments by key. Every write is conditional: on absence, or on the version that was read.</summary>
internal sealed class AssignmentStore(DataTable table, OrganisationClock clock)
{
    public DateTimeOffset Now => new Instant(clock.UtcNow);

    public async Task<StoredAssignment?> FindAsync(string employeeId, string id, CancellationToken cancellation) =>
        await table.GetAsync(Keys.Employee(employeeId), Keys.Assignment(id), cancellation) is { } item ? StoredAssignment.FromItem(item) : null;

    /// <summary>Those of the assignments that exist.</summary>
    public async Task<Dictionary<string, StoredAssignment>> FindAsync(string employeeId, IEnumerable<string> ids, CancellationToken cancellation)
    {
        var keys = ids.Select(id => Item.Key(Keys.Employee(employeeId), Keys.Assignment(id)));
        var items = await table.BatchGetAsync(keys, consistent: true, cancellation);
        return items.Select(StoredAssignment.FromItem).ToDictionary(stored => stored.Assignment.Id);
    }

    /// <summary>A checked draft as the assignment it becomes.</summary>
    public StoredAssignment Accept(AssignmentDraft draft, string assignedBy)
    {
        var now = Now;
        return StoredAssignment.Of(new Assignment
        {
            Id = draft.Id!,
            EmployeeId = draft.EmployeeId!,
            ContactName = draft.ContactName,
            ContactPhone = draft.ContactPhone!,
            Note = draft.Note,
            DueDay = DayOf(draft.DueDay, draft.DueAt),
            DueAt = draft.DueAt,
            AssignedBy = assignedBy,
            CreatedAt = now,
            UpdatedAt = now,
        });
    }

    /// <summary>A time has its day.</summary>
    public string? DayOf(string? dueDay, DateTimeOffset? dueAt) => dueAt is { } at ? OrganisationClock.Text(clock.DayOf(at)) : dueDay;

    /// <summary>False: an assignment with this id is there already.</summary>
    public Task<bool> TryCreateAsync(StoredAssignment stored, CancellationToken cancellation) =>
        TryPutAsync(new PutItemRequest { Item = stored.ToItem(), ConditionExpression = "attribute_not_exists(pk)" }, cancellation);

    /// <summary>False: somebody was faster; read again.</summary>
    public Task<bool> TrySaveAsync(StoredAssignment before, StoredAssignment next, CancellationToken cancellation) =>
        TryPutAsync(
            new PutItemRequest
            {
                Item = next.ToItem(),
                ConditionExpression = "#version = :read",
                ExpressionAttributeNames = new() { ["#version"] = StoredAssignment.Version },
                ExpressionAttributeValues = new() { [":read"] = Item.N(before.Assignment.Version) },
            },
            cancellation);

    /// <summary>Hands it over: it appears with the new person and is taken from the old one in one transaction, so that it is
    /// nobody's twice. False: somebody was faster.</summary>
    public async Task<bool> TryMoveAsync(StoredAssignment before, StoredAssignment next, CancellationToken cancellation)
    {
        var left = before with
        {
            Assignment = before.Assignment with { Deleted = true, Version = next.Assignment.Version, UpdatedAt = next.Assignment.UpdatedAt },
            NowWith = next.Assignment.EmployeeId,
        };
        var take = new Put
        {
            TableName = table.Name,
            Item = left.ToItem(),
            ConditionExpression = "#version = :read",
            ExpressionAttributeNames = new() { ["#version"] = StoredAssignment.Version },
            ExpressionAttributeValues = new() { [":read"] = Item.N(before.Assignment.Version) },
        };

        // Who had it before may get it back.
        var give = new Put
        {
            TableName = table.Name,
            Item = next.ToItem(),
            ConditionExpression = "attribute_not_exists(pk) OR attribute_exists(#moved)",
            ExpressionAttributeNames = new() { ["#moved"] = StoredAssignment.MovedTo },
        };
        try
        {
            await table.Client.TransactWriteItemsAsync(new TransactWriteItemsRequest { TransactItems = [new() { Put = take }, new() { Put = give }] }, cancellation);
            return true;
        }
        catch (TransactionCanceledException e) when (e.CancellationReasons.Any(reason => reason.Code is "ConditionalCheckFailed" or "TransactionConflict"))
        {
            return false;
        }
    }

    private async Task<bool> TryPutAsync(PutItemRequest request, CancellationToken cancellation)
    {
        request.TableName = table.Name;
        try
        {
            await table.Client.PutItemAsync(request, cancellation);
            return true;
        }
        catch (Exception e) when (e is ConditionalCheckFailedException or TransactionConflictException)
        {
            return false;
        }
    }
}
