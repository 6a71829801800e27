using Amazon.DynamoDBv2.Model;
using Ooak.Lambdas.Data;

namespace Ooak.Lambdas.Dashboard;

/// <summary>Reads counters: as many items as days and employees, however many calls there are.</summary>
internal sealed class CounterStore(DataTable table)
{
    /// <summary>Days are partitions; this many are read at once.</summary>
    private const int Parallel = 16;

    /// <summary>The organisation and every employee, for each day.</summary>
    public async Task<List<Counters>> OfEverybodyAsync(DateOnly from, DateOnly to, CancellationToken cancellation)
    {
        using var gate = new SemaphoreSlim(Parallel);
        var days = await Task.WhenAll(Days(from, to).Select(async day =>
        {
            await gate.WaitAsync(cancellation);
            try
            {
                return await OfDayAsync(day, consistent: false, cancellation);
            }
            finally
            {
                gate.Release();
            }
        }));
        return [.. days.SelectMany(day => day)];
    }

    public async Task<List<Counters>> OfDayAsync(DateOnly day, bool consistent, CancellationToken cancellation) =>
        await table.QueryAsync(
            new QueryRequest
            {
                KeyConditionExpression = "pk = :day",
                ExpressionAttributeValues = new() { [":day"] = Item.S(Keys.Counters(day)) },
                ConsistentRead = consistent,
            },
            cancellation).Select(Counters.FromItem).ToListAsync(cancellation);

    /// <param name="employeeId">Null: the whole organisation.</param>
    public async Task<List<Counters>> OfOneAsync(string? employeeId, DateOnly from, DateOnly to, CancellationToken cancellation)
    {
        var sort = employeeId is null ? Keys.WholeOrganisation : Keys.Employee(employeeId);
        var found = await ReadAsync(Days(from, to).Select(day => new CounterKey(day, sort)), consistent: false, cancellation);
        return [.. found.Values];
    }

    /// <summary>Those that exist.</summary>
    public async Task<Dictionary<CounterKey, Counters>> ReadAsync(IEnumerable<CounterKey> keys, bool consistent, CancellationToken cancellation)
    {
        var items = await table.BatchGetAsync(keys.Select(key => key.ToItem()), consistent, cancellation);
        return items.Select(Counters.FromItem).ToDictionary(counters => counters.Key);
    }

    internal static IEnumerable<DateOnly> Days(DateOnly from, DateOnly to)
    {
        for (var day = from; day <= to; day = day.AddDays(1))
        {
            yield return day;
        }
    }
}
