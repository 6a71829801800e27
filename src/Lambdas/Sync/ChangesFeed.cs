using Amazon.DynamoDBv2.Model;
using Ooak.Lambdas.Calls;
using Ooak.Lambdas.Data;

namespace Ooak.Lambdas.Sync;

/// <summary>What changed since a cursor, by a strongly consistent read of the changes index.</summary>
internal sealed class ChangesFeed(DataTable table)
{
    /// <summary>Calls an answer, at most; DynamoDB's own limit of 1 MB comes first for long notes.</summary>
    private const int Limit = 500;

    public async Task<(List<Call> Calls, SyncCursor Cursor, bool More)> SinceAsync(string employeeId, SyncCursor cursor, CancellationToken cancellation)
    {
        var page = await table.Client.QueryAsync(
            new QueryRequest
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
            },
            cancellation);
        var items = page.Items ?? [];
        var found = items.Where(item => item.Text(Keys.Type) == ItemTypes.Call).Select(StoredCall.CallOf).ToList();
        if (page.LastEvaluatedKey is { Count: > 0 } last)
        {
            return (found, cursor with { After = last[Keys.Changed].S }, true);
        }

        return (found, items.Count > 0 ? cursor.CaughtUp(items[^1].RequiredText(Keys.Changed)) : cursor, false);
    }
}
