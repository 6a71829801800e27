using Amazon.DynamoDBv2.Model;
using Ooak.Lambdas.Data;

namespace Ooak.Lambdas.Sync;

/// <summary>What changed since a cursor, by a strongly consistent read of the changes index.</summary>
internal sealed class ChangesFeed(DataTable table)
{
    /// <summary>Items a page, at most; DynamoDB's own limit of 1 MB comes first for long notes.</summary>
    internal const int Limit = 500;

    /// <summary>What a phone pulls, by how its keys begin. Each has a version.</summary>
    private static readonly string[] Pulled = [Keys.CallPrefix, Keys.AssignmentPrefix, Keys.ReceiptPrefix, Keys.NoticePrefix];

    private const string Version = "version";

    /// <summary>So many unknown items are read one by one; for more, the whole page is less work.</summary>
    private const int Few = 25;

    /// <param name="told">Versions that this answer brings anyway: they count as known from now on.</param>
    public async Task<ChangesPage> SinceAsync(
        string employeeId,
        SyncCursor cursor,
        IReadOnlySet<(string Id, long Version)> told,
        CancellationToken cancellation) =>
        (cursor.Known.IsEmpty ? null : await UnknownAsync(employeeId, cursor, told, cancellation)) ?? await WholeAsync(employeeId, cursor, told, cancellation);

    /// <summary>Looks at the versions alone, and reads those items that the phone lacks; null when they are many.</summary>
    private async Task<ChangesPage?> UnknownAsync(
        string employeeId,
        SyncCursor cursor,
        IReadOnlySet<(string Id, long Version)> told,
        CancellationToken cancellation)
    {
        var request = Request(employeeId, cursor);
        request.ProjectionExpression = "#sort, #changed, #version";
        request.ExpressionAttributeNames["#sort"] = Keys.Sort;
        request.ExpressionAttributeNames["#version"] = Version;
        var page = await table.Client.QueryAsync(request, cancellation);
        var seen = (page.Items ?? []).Where(IsPulled).Select(item => (Sort: item.RequiredText(Keys.Sort), Mark: MarkOf(item))).ToList();
        var unknown = seen.Where(item => IsNews(item.Mark, cursor, told)).Select(item => item.Sort).ToHashSet(StringComparer.Ordinal);
        if (unknown.Count > Few)
        {
            return null;
        }

        var found = await table.BatchGetAsync(unknown.Select(sort => Item.Key(Keys.Employee(employeeId), sort)), consistent: true, cancellation);
        if (page.LastEvaluatedKey is { Count: > 0 } last)
        {
            return new(found, cursor with { After = last[Keys.Changed].S }, true);
        }

        // What was read one by one may be newer than the index said.
        var versions = found.ToDictionary(IdOf, item => item.Number(Version), StringComparer.Ordinal);
        return new(found, cursor.CaughtUp([.. seen.Select(item => item.Mark with { Version = versions.GetValueOrDefault(item.Mark.Id, item.Mark.Version) })]), false);
    }

    private async Task<ChangesPage> WholeAsync(
        string employeeId,
        SyncCursor cursor,
        IReadOnlySet<(string Id, long Version)> told,
        CancellationToken cancellation)
    {
        var page = await table.Client.QueryAsync(Request(employeeId, cursor), cancellation);
        var items = (page.Items ?? []).Where(IsPulled).ToList();
        var found = items.Where(item => IsNews(MarkOf(item), cursor, told)).ToList();
        return page.LastEvaluatedKey is { Count: > 0 } last
            ? new(found, cursor with { After = last[Keys.Changed].S }, true)
            : new(found, cursor.CaughtUp([.. items.Select(MarkOf)]), false);
    }

    private static bool IsNews((string Key, string Id, long Version) mark, SyncCursor cursor, IReadOnlySet<(string Id, long Version)> told) =>
        !cursor.Known.Contains(mark.Id, mark.Version) && !told.Contains((mark.Id, mark.Version));

    private QueryRequest Request(string employeeId, SyncCursor cursor) => new()
    {
        TableName = table.Name,
        IndexName = Keys.ByChange,
        ConsistentRead = true,
        KeyConditionExpression = "#partition = :partition AND #changed > :after",
        ExpressionAttributeNames = new() { ["#partition"] = Keys.Partition, ["#changed"] = Keys.Changed },
        ExpressionAttributeValues = new()
        {
            [":partition"] = Item.S(Keys.Employee(employeeId)),
            [":after"] = Item.S(cursor.After.Length > 0 ? cursor.After : "0"),
        },
        Limit = Limit,
    };

    private static bool IsPulled(Dictionary<string, AttributeValue> item) =>
        Array.Exists(Pulled, prefix => item.RequiredText(Keys.Sort).StartsWith(prefix, StringComparison.Ordinal));

    private static (string Key, string Id, long Version) MarkOf(Dictionary<string, AttributeValue> item) =>
        (item.RequiredText(Keys.Changed), IdOf(item), item.Number(Version));

    // An announcement's receipt has the announcement's id: only calls go by the id alone.
    private static string IdOf(Dictionary<string, AttributeValue> item) =>
        item.RequiredText(Keys.Sort) is var sort && sort.StartsWith(Keys.CallPrefix, StringComparison.Ordinal) ? sort[Keys.CallPrefix.Length..] : sort;
}

/// <param name="Items">Of every kind, in no order.</param>
/// <param name="More">The page is full.</param>
internal sealed record ChangesPage(IReadOnlyList<Dictionary<string, AttributeValue>> Items, SyncCursor Cursor, bool More)
{
    /// <summary>Those of one kind, by how its keys begin.</summary>
    internal IEnumerable<Dictionary<string, AttributeValue>> Of(string prefix) =>
        Items.Where(item => item.RequiredText(Keys.Sort).StartsWith(prefix, StringComparison.Ordinal));
}
