using Amazon.DynamoDBv2.Model;
using Ooak.Lambdas.Data;
using Ooak.Lambdas.Wire;

namespace Ooak.Lambdas.Calls;

/// <summary>Lists calls, newest first. A page examines a bounded number of items, so that its cost does not grow with the table:
/// it may be short or empty while its cursor goes on.</summary>
internal sealed class CallFeed(DataTable table)
{
    internal const int MaximumExamined = 2000;

    /// <summary>Days without a call cost a read each.</summary>
    internal const int MaximumDays = 92;

    /// <summary>Days that are read at once where none before had a call that is wanted: a young organisation's page, or a rare text's,
    /// must not wait for each.</summary>
    private const int MaximumTogether = 8;

    /// <summary>One employee's calls. Private ones are theirs alone.</summary>
    public async Task<CallPage> OfEmployeeAsync(string employeeId, bool hidesPrivate, CallFilter filter, string? position, int limit, CancellationToken cancellation)
    {
        var page = new Page(filter, limit) { HidesPrivate = hidesPrivate };
        var next = position ?? CallFilter.Edge(filter.Until);
        if (IsBeyond(next, filter))
        {
            return page.End();
        }

        while (!page.IsFull)
        {
            var answer = await table.Client.QueryAsync(
                Range(Keys.ByStart, Keys.Partition, Keys.Employee(employeeId), filter, next, page.Next),
                cancellation);
            if (!page.Take(answer.Items))
            {
                break;
            }

            if (answer.LastEvaluatedKey is not { Count: > 0 } last)
            {
                return page.End();
            }

            next = last[Keys.Start].S;
        }

        return page.Continue();
    }

    /// <summary>A long page for files: of one person, or of everybody; private calls never.</summary>
    public Task<CallPage> ReadForReportAsync(CallFilter filter, string? of, string? position, CancellationToken cancellation) =>
        of is null
            ? OfEverybodyAsync(filter, position, MaximumExamined, cancellation)
            : OfEmployeeAsync(of, hidesPrivate: true, filter, position, MaximumExamined, cancellation);

    /// <summary>All of one employee's own calls that started in a range, strongly consistent; deleted ones are left out.</summary>
    public IAsyncEnumerable<Call> AllOfEmployeeAsync(string employeeId, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellation) =>
        table.QueryAsync(
            new QueryRequest
            {
                IndexName = Keys.ByStart,
                ConsistentRead = true,
                KeyConditionExpression = "#partition = :partition AND #start BETWEEN :from AND :before",
                ExpressionAttributeNames = new() { ["#partition"] = Keys.Partition, ["#start"] = Keys.Start },
                ExpressionAttributeValues = new()
                {
                    [":partition"] = Item.S(Keys.Employee(employeeId)),
                    [":from"] = Item.S(CallFilter.Edge(from)),
                    [":before"] = Item.S(CallFilter.Edge(until)),
                },
            },
            cancellation).Select(StoredCall.CallOf).Where(call => !call.Deleted);

    /// <summary>Everybody's calls, day after day backwards. Private calls are their owner's alone.</summary>
    public async Task<CallPage> OfEverybodyAsync(CallFilter filter, string? position, int limit, CancellationToken cancellation)
    {
        var page = new Page(filter, limit) { HidesPrivate = true };
        var next = position ?? CallFilter.Edge(filter.Until);
        if (IsBeyond(next, filter))
        {
            return page.End();
        }

        var day = position is null ? filter.Until.AddMilliseconds(-1) : Instant.Parse(position[..24]);
        var days = 0;
        var together = 1;
        while (IsWithin(day, filter))
        {
            if (page.IsFull)
            {
                return page.Continue();
            }

            if (days == MaximumDays)
            {
                return page.Continue(CallFilter.Edge(EndOfDay(day)));
            }

            var before = page.Count;
            var window = Enumerable.Range(0, Math.Min(together, MaximumDays - days)).Select(back => day.AddDays(-back)).TakeWhile(d => IsWithin(d, filter)).ToList();
            var share = Math.Max(page.Next / window.Count, 1);
            var answers = await Task.WhenAll(window.Select(d => ReadDayAsync(d, filter, next, share, cancellation)));
            foreach (var first in answers)
            {
                for (var answer = first; ; answer = await ReadDayAsync(day, filter, next, page.Next, cancellation))
                {
                    var last = answer.LastEvaluatedKey is { Count: > 0 } key ? key[Keys.Start].S : null;
                    if (!page.Take(answer.Items) || (last is not null && page.IsFull))
                    {
                        return page.Continue();
                    }

                    if (last is null)
                    {
                        break;
                    }

                    next = last;
                }

                day = day.AddDays(-1);
                days++;
            }

            together = page.Count == before ? Math.Min(together * 2, MaximumTogether) : 1;
        }

        return page.End();
    }

    private Task<QueryResponse> ReadDayAsync(DateTimeOffset day, CallFilter filter, string before, int limit, CancellationToken cancellation) =>
        table.Client.QueryAsync(Range(Keys.Feed, Keys.Day, Keys.FeedDay(day), filter, before, limit), cancellation);

    private QueryRequest Range(string index, string partitionName, string partition, CallFilter filter, string before, int limit) => new()
    {
        TableName = table.Name,
        IndexName = index,
        KeyConditionExpression = "#partition = :partition AND #start BETWEEN :from AND :before",
        ExpressionAttributeNames = new() { ["#partition"] = partitionName, ["#start"] = Keys.Start },
        ExpressionAttributeValues = new()
        {
            [":partition"] = Item.S(partition),
            [":from"] = Item.S(CallFilter.Edge(filter.From)),
            [":before"] = Item.S(JustBefore(before)),
        },
        ScanIndexForward = false,
        Limit = limit,
    };

    // BETWEEN is inclusive, and a page goes on after its last key: the greatest text below it ends in the character before '#'
    // or before the id's last character.
    private static string JustBefore(string key) => key[..^1] + (char)(key[^1] - 1) + "~";

    private static bool IsBeyond(string position, CallFilter filter) => string.CompareOrdinal(position, CallFilter.Edge(filter.From)) <= 0;

    private static bool IsWithin(DateTimeOffset day, CallFilter filter) => day >= filter.From || Keys.FeedDay(day) == Keys.FeedDay(filter.From);

    private static DateTimeOffset EndOfDay(DateTimeOffset instant) => new(instant.UtcDateTime.Date.AddDays(1), TimeSpan.Zero);

    private sealed class Page(CallFilter filter, int limit)
    {
        private readonly List<Call> calls = [];
        private int examined;
        private string? last;

        public bool HidesPrivate { get; init; }
        public bool IsFull => calls.Count >= limit || examined >= MaximumExamined;
        public int Count => calls.Count;

        public int Next => Reach.Next(limit, calls.Count, examined, MaximumExamined);

        /// <summary>False: the page is full, and there is more.</summary>
        public bool Take(List<Dictionary<string, AttributeValue>>? items)
        {
            foreach (var item in items ?? [])
            {
                if (IsFull)
                {
                    return false;
                }

                examined++;
                last = item[Keys.Start].S;
                var call = StoredCall.CallOf(item);
                if (filter.Admits(call) && !(HidesPrivate && call.Private))
                {
                    calls.Add(call);
                }
            }

            return true;
        }

        public CallPage End() => new(calls, null);

        public CallPage Continue() => Continue(last!);

        public CallPage Continue(string position) => new(calls, CallFilter.Cursor(position));
    }
}
