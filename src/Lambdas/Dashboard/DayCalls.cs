using Amazon.DynamoDBv2.Model;
using Ooak.Lambdas.Calls;
using Ooak.Lambdas.Data;
using Ooak.Lambdas.Functions;

namespace Ooak.Lambdas.Dashboard;

/// <summary>The calls themselves, as far as they count.</summary>
internal sealed class DayCalls(DataTable table, OrganisationClock clock)
{
    /// <summary>Numbers that are looked at at once.</summary>
    private const int Parallel = 16;

    /// <summary>Everybody's calls of one of the organisation's days.</summary>
    internal async Task<List<Call>> OfDayAsync(DateOnly day, CancellationToken cancellation)
    {
        var found = new List<Call>();
        for (var utc = clock.StartOf(day); string.CompareOrdinal(Keys.FeedDay(utc), Keys.FeedDay(clock.StartOf(day.AddDays(1)))) <= 0; utc = utc.AddDays(1))
        {
            found.AddRange(await OfIndexAsync(Keys.Feed, Keys.Day, Keys.FeedDay(utc), cancellation));
        }

        return found.FindAll(call => clock.DayOf(call.StartedAt) == day);
    }

    /// <summary>Everybody's calls that began in a range.</summary>
    internal async Task<List<Call>> StartedAsync(DateTimeOffset from, DateTimeOffset until, CancellationToken cancellation)
    {
        var found = new List<Call>();
        for (var utc = from; string.CompareOrdinal(Keys.FeedDay(utc), Keys.FeedDay(until)) <= 0; utc = utc.AddDays(1))
        {
            var request = new QueryRequest
            {
                IndexName = Keys.Feed,
                KeyConditionExpression = "#day = :day AND #start >= :from",
                ExpressionAttributeNames = new() { ["#day"] = Keys.Day, ["#start"] = Keys.Start },
                ExpressionAttributeValues = new() { [":day"] = Item.S(Keys.FeedDay(utc)), [":from"] = Item.S(CallFilter.Edge(from)) },
            };
            found.AddRange(await CountedAsync(request, cancellation));
        }

        return found.FindAll(call => call.StartedAt.Value < until);
    }

    /// <summary>All calls with each of the numbers, as their ledgers.</summary>
    internal async Task<List<(string Number, ContactLedger Ledger)>> LedgersAsync(IReadOnlyCollection<string> numbers, CancellationToken cancellation)
    {
        var found = new List<(string, ContactLedger)>();
        foreach (var some in numbers.Chunk(Parallel))
        {
            found.AddRange(await Task.WhenAll(some.Select(async number =>
                (number, ContactLedger.Of(number, await OfIndexAsync(Keys.ByContact, Keys.Contact, Keys.Phone(number), cancellation))))));
        }

        return found;
    }

    private Task<List<Call>> OfIndexAsync(string index, string name, string value, CancellationToken cancellation) =>
        CountedAsync(
            new QueryRequest
            {
                IndexName = index,
                KeyConditionExpression = "#key = :key",
                ExpressionAttributeNames = new() { ["#key"] = name },
                ExpressionAttributeValues = new() { [":key"] = Item.S(value) },
            },
            cancellation);

    private async Task<List<Call>> CountedAsync(QueryRequest request, CancellationToken cancellation) =>
        await table.QueryAsync(request, cancellation).Select(StoredCall.CallOf).Where(CounterValues.Counts).ToListAsync(cancellation);
}
