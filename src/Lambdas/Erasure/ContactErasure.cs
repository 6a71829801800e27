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

    /// <summary>Goes on until it is done or the time is up. Each run gets somewhere, however little time it has.</summary>
    /// <returns>What is left to do; null: nothing.</returns>
    public async Task<ErasureStep?> RunAsync(ErasureStep step, TimeSpan budget, CancellationToken cancellation)
    {
        var started = time.GetTimestamp();
        var after = step.After;
        foreach (var some in (await items.EmployeesAsync(after, cancellation)).Chunk(ContactItems.AtOnce))
        {
            var reached = await Task.WhenAll(some.Select(id => OfEmployeeAsync(id, id == step.Within ? step.Position : null)));
            if (Array.FindIndex(reached, position => position is not null) is >= 0 and var first)
            {
                return step with { After = first == 0 ? after : some[first - 1], Within = some[first], Position = reached[first] };
            }

            after = some[^1];
            if (!InTime())
            {
                return step with { After = after, Within = null, Position = null };
            }
        }

        return null;

        bool InTime() => time.GetElapsedTime(started) <= budget;

        async Task<string?> OfEmployeeAsync(string employeeId, string? position)
        {
            await foreach (var (found, reached) in items.PortionsAsync(employeeId, step.Number!, position, cancellation))
            {
                foreach (var item in found)
                {
                    await EraseAsync(employeeId, step.Number!, item, cancellation);
                }

                if (reached is not null && !InTime())
                {
                    return reached;
                }
            }

            return null;
        }
    }

    private async Task EraseAsync(string employeeId, string number, Dictionary<string, AttributeValue> item, CancellationToken cancellation)
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
