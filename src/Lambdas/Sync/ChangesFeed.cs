using Amazon.DynamoDBv2.Model;
using Ooak.Lambdas.Calls;
using Ooak.Lambdas.Data;

namespace Ooak.Lambdas.Sync;

/// <summary>What changed since a cursor, by a strongly consistent read of the changes index.</summary>
internal sealed class ChangesFeed(DataTable table)
{
    /// <summary>Calls a page, at most; DynamoDB's own limit of 1 MB comes first for long notes.</summary>
    internal const int Limit = 500;

    /// <summary>So many unknown calls are read one by one; for more, the whole page is less work.</summary>
    private const int Few = 25;

    /// <param name="told">Versions that this answer brings anyway: they count as known from now on.</param>
    public async Task<(List<Call> Calls, SyncCursor Cursor, bool More)> SinceAsync(
        string employeeId,
        SyncCursor cursor,
        IReadOnlySet<(string Id, long Version)> told,
        CancellationToken cancellation) =>
        (cursor.Known.IsEmpty ? null : await UnknownAsync(employeeId, cursor, told, cancellation)) ?? await WholeAsync(employeeId, cursor, told, cancellation);

    /// <summary>Looks at the versions alone, and reads those calls that the phone lacks; null when they are many.</summary>
    private async Task<(List<Call> Calls, SyncCursor Cursor, bool More)?> UnknownAsync(
        string employeeId,
        SyncCursor cursor,
        IReadOnlySet<(string Id, long Version)> told,
        CancellationToken cancellation)
    {
        var request = Request(employeeId, cursor);
        request.ProjectionExpression = "#sort, #changed, #version";
        request.ExpressionAttributeNames["#sort"] = Keys.Sort;
        request.ExpressionAttributeNames["#version"] = StoredCall.Version;
        var page = await table.Client.QueryAsync(request, cancellation);
        var seen = (page.Items ?? []).Where(IsCall).Select(item => (Key: item.RequiredText(Keys.Changed), CallId: IdOf(item), Version: item.Number(StoredCall.Version))).ToList();
        var unknown = seen.Where(call => IsNews(call.CallId, call.Version, cursor, told)).Select(call => call.CallId).ToHashSet(StringComparer.Ordinal);
        if (unknown.Count > Few)
        {
            return null;
        }

        var items = await table.BatchGetAsync(unknown.Select(id => Item.Key(Keys.Employee(employeeId), Keys.Call(id))), consistent: true, cancellation);
        var found = items.Select(StoredCall.CallOf).ToList();
        if (page.LastEvaluatedKey is { Count: > 0 } last)
        {
            return (found, cursor with { After = last[Keys.Changed].S }, true);
        }

        // What was read one by one may be newer than the index said.
        var versions = found.ToDictionary(call => call.Id, call => call.Version, StringComparer.Ordinal);
        return (found, cursor.CaughtUp([.. seen.Select(call => call with { Version = versions.GetValueOrDefault(call.CallId, call.Version) })]), false);
    }

    private async Task<(List<Call> Calls, SyncCursor Cursor, bool More)> WholeAsync(
        string employeeId,
        SyncCursor cursor,
        IReadOnlySet<(string Id, long Version)> told,
        CancellationToken cancellation)
    {
        var page = await table.Client.QueryAsync(Request(employeeId, cursor), cancellation);
        var items = (page.Items ?? []).Where(IsCall).ToList();
        var found = items.Select(StoredCall.CallOf).Where(call => IsNews(call.Id, call.Version, cursor, told)).ToList();
        return page.LastEvaluatedKey is { Count: > 0 } last
            ? (found, cursor with { After = last[Keys.Changed].S }, true)
            : (found, cursor.CaughtUp([.. items.Select(item => (item.RequiredText(Keys.Changed), IdOf(item), item.Number(StoredCall.Version)))]), false);
    }

    private static bool IsNews(string id, long version, SyncCursor cursor, IReadOnlySet<(string Id, long Version)> told) =>
        !cursor.Known.Contains(id, version) && !told.Contains((id, version));

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

    private static bool IsCall(Dictionary<string, AttributeValue> item) => item.RequiredText(Keys.Sort).StartsWith(Keys.CallPrefix, StringComparison.Ordinal);

    private static string IdOf(Dictionary<string, AttributeValue> item) => item.RequiredText(Keys.Sort)[Keys.CallPrefix.Length..];
}
