using Amazon.DynamoDBv2.Model;
using Ooak.Lambdas.Calls;
using Ooak.Lambdas.Data;

namespace Ooak.Lambdas.Sync;

/// <summary>What changed since a cursor, by a strongly consistent read of the changes index. A change is stamped before it is written, so
/// that it can come to stand behind what was read already: the last while is looked at again (docs/decisions/0023).</summary>
internal sealed class ChangesFeed(DataTable table, TimeProvider time)
{
    /// <summary>Items a page, at most; DynamoDB's own limit of 1 MB comes first for long notes.</summary>
    internal const int Limit = 500;

    /// <summary>Items that are looked at again at most, the newest ones: more than a phone sends in the time between two looks.</summary>
    internal const int MaximumAgain = 2000;

    /// <summary>So many new items are read one by one; for more, a whole page is less work.</summary>
    private const int Few = 25;

    private const string Version = "version";

    private const string Devices = "devices";

    /// <summary>What a phone pulls, by how its keys begin. Each has a version.</summary>
    private static readonly string[] Pulled = [Keys.CallPrefix, Keys.AssignmentPrefix, Keys.ReceiptPrefix, Keys.NoticePrefix];

    /// <param name="told">Versions that this answer brings anyway: the phone has them from now on.</param>
    /// <param name="busy">The phone has more to send: it asks again soon.</param>
    public async Task<ChangesPage> SinceAsync(Puller puller, SyncCursor cursor, IReadOnlySet<(string Id, long Version)> told, bool busy, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var again = cursor.LooksBack(now, busy);
        return (again || told.Count > 0 ? await NewAsync(puller, cursor, told, again, now, cancellation) : null)
            ?? await WholeAsync(puller, cursor, told, now, cancellation);
    }

    /// <summary>Looks at the versions alone, and reads those items that the phone lacks; null when many of them are new.</summary>
    private async Task<ChangesPage?> NewAsync(
        Puller puller,
        SyncCursor cursor,
        IReadOnlySet<(string Id, long Version)> told,
        bool again,
        DateTimeOffset now,
        CancellationToken cancellation)
    {
        var request = Request(puller.EmployeeId, again ? cursor.Settled : cursor.After);
        request.ScanIndexForward = false;
        request.ProjectionExpression = "#sort, #changed, #version, #devices.#device";
        request.ExpressionAttributeNames["#sort"] = Keys.Sort;
        request.ExpressionAttributeNames["#version"] = Version;
        request.ExpressionAttributeNames["#devices"] = Devices;
        request.ExpressionAttributeNames["#device"] = puller.DeviceId;
        var seen = new List<Seen>();
        do
        {
            var page = await table.Client.QueryAsync(request, cancellation);
            seen.AddRange((page.Items ?? []).Where(IsPulled).Select(item => SeenIn(item, puller.DeviceId)));
            if (seen.Count(IsNew) > Few)
            {
                return null;
            }

            request.ExclusiveStartKey = page.LastEvaluatedKey;
        }
        while (request.ExclusiveStartKey is { Count: > 0 } && seen.Count < MaximumAgain);

        var lacking = seen.Where(item => IsNew(item) || IsLate(item)).Select(item => Item.Key(Keys.Employee(puller.EmployeeId), item.Sort));
        var found = await table.BatchGetAsync(lacking, consistent: true, cancellation);

        // What was read one by one may be newer than the index said.
        var versions = found.ToDictionary(item => IdOf(item.RequiredText(Keys.Sort)), item => item.Number(Version), StringComparer.Ordinal);
        var had = seen.ConvertAll(item => item with { Version = versions.GetValueOrDefault(item.Id, item.Version) });
        var isWhole = request.ExclusiveStartKey is not { Count: > 0 };
        return new(found, again ? cursor.LookedBack(had, isWhole, now) : cursor.WentOn(Enumerable.Reverse(had), now), false);

        bool IsNew(Seen item) => string.CompareOrdinal(item.Key, cursor.After) > 0 && IsNews(item);

        bool IsLate(Seen item) => string.CompareOrdinal(item.Key, cursor.After) <= 0 && !item.MadeHere && IsNews(item);

        bool IsNews(Seen item) => !cursor.Known.Contains(item.Id, item.Version) && !told.Contains((item.Id, item.Version));
    }

    private async Task<ChangesPage> WholeAsync(
        Puller puller,
        SyncCursor cursor,
        IReadOnlySet<(string Id, long Version)> told,
        DateTimeOffset now,
        CancellationToken cancellation)
    {
        var page = await table.Client.QueryAsync(Request(puller.EmployeeId, cursor.After), cancellation);
        var items = (page.Items ?? []).Where(IsPulled).Select(item => (Item: item, Seen: SeenIn(item, puller.DeviceId))).ToList();
        var pageEnd = page.LastEvaluatedKey is { Count: > 0 } last ? last[Keys.Changed].S : null;
        return new(
            [.. items.Where(item => !told.Contains((item.Seen.Id, item.Seen.Version))).Select(item => item.Item)],
            cursor.WentOn(items.Select(item => item.Seen), now, pageEnd),
            pageEnd is not null);
    }

    private QueryRequest Request(string employeeId, string after) => new()
    {
        TableName = table.Name,
        IndexName = Keys.ByChange,
        ConsistentRead = true,
        KeyConditionExpression = "#partition = :partition AND #changed > :after",
        ExpressionAttributeNames = new() { ["#partition"] = Keys.Partition, ["#changed"] = Keys.Changed },
        ExpressionAttributeValues = new()
        {
            [":partition"] = Item.S(Keys.Employee(employeeId)),
            [":after"] = Item.S(after.Length > 0 ? after : "0"),
        },
        Limit = Limit,
    };

    private static bool IsPulled(Dictionary<string, AttributeValue> item) =>
        Array.Exists(Pulled, prefix => item.RequiredText(Keys.Sort).StartsWith(prefix, StringComparison.Ordinal));

    private static Seen SeenIn(Dictionary<string, AttributeValue> item, string deviceId)
    {
        var (sort, version) = (item.RequiredText(Keys.Sort), item.Number(Version));
        var madeHere = item.Map(Devices).TryGetValue(deviceId, out var last) && AcceptedMutation.Parse(last.S).Version == version;
        return new(item.RequiredText(Keys.Changed), sort, IdOf(sort), version, madeHere);
    }

    // An announcement's receipt has the announcement's id: only calls go by the id alone.
    private static string IdOf(string sort) => sort.StartsWith(Keys.CallPrefix, StringComparison.Ordinal) ? sort[Keys.CallPrefix.Length..] : sort;
}

/// <summary>Who pulls, with which device.</summary>
internal sealed record Puller(string EmployeeId, string DeviceId);

/// <summary>An item of the changes index.</summary>
/// <param name="Key">Its place there.</param>
/// <param name="MadeHere">The pulling device made this version, and so has it: it sends a change until it has the answer.</param>
internal sealed record Seen(string Key, string Sort, string Id, long Version, bool MadeHere);

/// <param name="Items">Of every kind, in no order.</param>
/// <param name="More">The page is full.</param>
internal sealed record ChangesPage(IReadOnlyList<Dictionary<string, AttributeValue>> Items, SyncCursor Cursor, bool More)
{
    /// <summary>Those of one kind, by how its keys begin.</summary>
    internal IEnumerable<Dictionary<string, AttributeValue>> Of(string prefix) =>
        Items.Where(item => item.RequiredText(Keys.Sort).StartsWith(prefix, StringComparison.Ordinal));
}
