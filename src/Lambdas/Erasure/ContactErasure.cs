using Amazon.DynamoDBv2.Model;
using Ooak.Lambdas.Assignments;
using Ooak.Lambdas.Calls;
using Ooak.Lambdas.Data;
using Ooak.Lambdas.Notices;

namespace Ooak.Lambdas.Erasure;

/// <summary>Takes a contact out of everybody's items. Calls, assignments and notices stay as tombstones without whom and about
/// what, so that phones drop theirs at the next sync; figures, ledgers and recordings follow by the stream.</summary>
internal sealed class ContactErasure(DataTable table, ContactItems items, CallStore calls, AssignmentStore assignments, TimeProvider time)
{
    private const int Attempts = 5;

    /// <returns>The employee up to whom it is done, to go on after; null: it is done.</returns>
    public async Task<string?> RunAsync(string number, string? after, TimeSpan budget, CancellationToken cancellation)
    {
        var started = time.GetTimestamp();
        foreach (var some in (await items.EmployeesAsync(after, cancellation)).Chunk(ContactItems.AtOnce))
        {
            await Task.WhenAll(some.Select(id => OfEmployeeAsync(id, number, cancellation)));
            if (time.GetElapsedTime(started) > budget)
            {
                return some[^1];
            }
        }

        return null;
    }

    private async Task OfEmployeeAsync(string employeeId, string number, CancellationToken cancellation)
    {
        foreach (var item in await items.OfAsync(employeeId, number, cancellation))
        {
            var sort = item.RequiredText(Keys.Sort);
            switch (item.Text(Keys.Type))
            {
                case ItemTypes.Call:
                    await EraseCallAsync(employeeId, sort[Keys.CallPrefix.Length..], number, cancellation);
                    break;
                case ItemTypes.Assignment:
                    await EraseAssignmentAsync(employeeId, sort[Keys.AssignmentPrefix.Length..], number, cancellation);
                    break;
                case ItemTypes.Notice:
                    await table.PutAsync(NoticeItem.WithoutContact(item, calls.Now), cancellation);
                    break;
                default:
                    await table.Client.DeleteItemAsync(new DeleteItemRequest { TableName = table.Name, Key = Item.Key(Keys.Employee(employeeId), sort) }, cancellation);
                    break;
            }
        }
    }

    private async Task EraseCallAsync(string employeeId, string callId, string number, CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (await calls.FindAsync(employeeId, callId, cancellation) is not { } stored || stored.Call.ContactPhone != number)
            {
                return;
            }

            if (await calls.TrySaveAsync(stored, Tombstone(stored, calls.Now), cancellation))
            {
                return;
            }
        }

        throw new InvalidOperationException("A call changes faster than it can be erased.");
    }

    private async Task EraseAssignmentAsync(string employeeId, string id, string number, CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (await assignments.FindAsync(employeeId, id, cancellation) is not { } stored || stored.Assignment.ContactPhone != number)
            {
                return;
            }

            var erased = stored.Assignment with
            {
                ContactName = null,
                ContactPhone = "",
                Note = null,
                Deleted = true,
                UpdatedAt = assignments.Now,
                Version = stored.Assignment.Version + 1,
            };
            if (await assignments.TrySaveAsync(stored, stored with { Assignment = erased }, cancellation))
            {
                return;
            }
        }

        throw new InvalidOperationException("An assignment changes faster than it can be erased.");
    }

    /// <summary>That there was a call stays, and when, because phones go by its id; nothing of with whom, how long and about what.</summary>
    internal static StoredCall Tombstone(StoredCall stored, DateTimeOffset now)
    {
        var call = stored.Call with
        {
            ContactName = null,
            ContactPhone = null,
            Notes = null,
            Outcome = null,
            Duration = 0,
            AssignmentId = null,
            Recording = null,
            Deleted = true,
            UpdatedAt = now,
            Version = stored.Call.Version + 1,
        };
        return new StoredCall(call, now, new Dictionary<string, long>(), stored.Devices) { Erased = true };
    }
}
