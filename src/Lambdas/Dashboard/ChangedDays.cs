using Amazon.DynamoDBv2.Model;
using Ooak.Lambdas.Calls;
using Ooak.Lambdas.Data;
using Ooak.Lambdas.Employees;
using Ooak.Lambdas.Functions;
using Ooak.Lambdas.Wire;

namespace Ooak.Lambdas.Dashboard;

/// <summary>Which days were touched by changes of calls, as the calls tell it: whether the stream brought a change, or it ended in
/// the on-failure queue, its days are among them.</summary>
internal sealed class ChangedDays(DataTable table, EmployeeStore employees, OrganisationClock clock)
{
    /// <summary>Employees that are looked at at once.</summary>
    private const int Parallel = 8;

    /// <summary>Each day with its latest change.</summary>
    internal async Task<Dictionary<DateOnly, DateTimeOffset>> SinceAsync(DateTimeOffset since, CancellationToken cancellation)
    {
        var days = new Dictionary<DateOnly, DateTimeOffset>();
        var people = await employees.AllAsync(cancellation).Select(employee => employee.Id).ToListAsync(cancellation);
        foreach (var some in people.Chunk(Parallel))
        {
            foreach (var (day, at) in (await Task.WhenAll(some.Select(id => OfEmployeeAsync(id, since, cancellation)))).SelectMany(found => found))
            {
                days[day] = days.TryGetValue(day, out var known) && known > at ? known : at;
            }
        }

        return days;
    }

    /// <summary>Whether all that was written since is counted. What is older has left the stream: it is counted or given up.</summary>
    internal async Task<bool> IsCountedAsync(DateTimeOffset since, CancellationToken cancellation)
    {
        var people = await employees.AllAsync(cancellation).Select(employee => employee.Id).ToListAsync(cancellation);
        var latest = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var some in people.Chunk(Parallel))
        {
            foreach (var (id, changed) in await Task.WhenAll(some.Select(async id => (id, await LatestAsync(id, since, cancellation)))))
            {
                if (changed is not null)
                {
                    latest[id] = changed;
                }
            }
        }

        var items = await table.BatchGetAsync(latest.Keys.Select(id => Item.Key(Keys.Employee(id), Keys.AggregateCheckpoint)), consistent: true, cancellation);
        var counted = items.ToDictionary(item => Keys.EmployeeOf(item.RequiredText(Keys.Partition)), Checkpoint.FromItem);
        return latest.All(pair => counted.TryGetValue(pair.Key, out var checkpoint) && string.CompareOrdinal(checkpoint.Changed, pair.Value) >= 0);
    }

    private async Task<List<(DateOnly Day, DateTimeOffset At)>> OfEmployeeAsync(string employeeId, DateTimeOffset since, CancellationToken cancellation)
    {
        var items = await table.QueryAsync(Changes(employeeId, since), cancellation).Where(IsCall).ToListAsync(cancellation);
        var found = items.ConvertAll(item => (clock.DayOf(StoredCall.CallOf(item).StartedAt), ChangedAt(item)));

        // A call that was moved left its day behind.
        var changes = items.Select(item => (Call: StoredCall.CallOf(item), At: ChangedAt(item))).Where(change => change.Call.Version > 1).ToLookup(change => change.Call.Id, change => change.At);
        var versions = items.Select(StoredCall.CallOf).Where(call => call.Version > 1).Select(call => Item.Key(Keys.Employee(employeeId), Keys.History(call.Id, call.Version - 1)));
        foreach (var before in await table.BatchGetAsync(versions, consistent: false, cancellation))
        {
            var id = before.RequiredText(Keys.Sort).Split('#')[1];
            found.Add((clock.DayOf(Instant.Parse(before.RequiredText("startedAt"))), changes[id].First()));
        }

        return found;
    }

    private async Task<string?> LatestAsync(string employeeId, DateTimeOffset since, CancellationToken cancellation)
    {
        var query = Changes(employeeId, since);
        query.ScanIndexForward = false;
        return await table.QueryAsync(query, cancellation).Where(IsCall).Select(item => item.RequiredText(Keys.Changed)).FirstOrDefaultAsync(cancellation);
    }

    private static QueryRequest Changes(string employeeId, DateTimeOffset since) => new()
    {
        IndexName = Keys.ByChange,
        ConsistentRead = true,
        KeyConditionExpression = "#pk = :employee AND #changed >= :since",
        ExpressionAttributeNames = new() { ["#pk"] = Keys.Partition, ["#changed"] = Keys.Changed },
        ExpressionAttributeValues = new() { [":employee"] = Item.S(Keys.Employee(employeeId)), [":since"] = Item.S(Instant.Text(since)) },
    };

    private static bool IsCall(Dictionary<string, AttributeValue> item) => item.Text(Keys.Type) == ItemTypes.Call;

    private static DateTimeOffset ChangedAt(Dictionary<string, AttributeValue> item) => Instant.Parse(item.RequiredText(Keys.Changed)[..24]);
}
