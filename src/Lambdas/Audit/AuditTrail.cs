using Amazon.DynamoDBv2.Model;
using Ooak.Lambdas.Data;

namespace Ooak.Lambdas.Audit;

/// <summary>Which entries are wanted.</summary>
/// <param name="Person">Who did it, or whose data it was.</param>
internal sealed record AuditFilter(string? Action, string? Person, string? CallId)
{
    internal bool Admits(AuditEntry entry) =>
        (Action is null || entry.Action == Action)
        && (Person is null || entry.By == Person || entry.IsAbout(Person))
        && (CallId is null || entry.Details.GetValueOrDefault("callId") == CallId);
}

/// <summary>Entries are added, never changed, never removed.</summary>
internal sealed class AuditTrail(DataTable table)
{
    private const int MaximumExamined = 2000;

    /// <summary>An entry with the id of one that is there is the same entry, said twice.</summary>
    public async Task AppendAsync(AuditEntry entry, CancellationToken cancellation)
    {
        try
        {
            await table.Client.PutItemAsync(
                new PutItemRequest { TableName = table.Name, Item = entry.ToItem(), ConditionExpression = "attribute_not_exists(pk)" },
                cancellation);
        }
        catch (ConditionalCheckFailedException)
        {
            // Written before.
        }
    }

    /// <summary>A month's entries, newest first, strongly consistent.</summary>
    /// <param name="before">The id after which the page goes on.</param>
    public async Task<(IReadOnlyList<AuditEntry> Entries, string? Cursor)> ReadAsync(DateTimeOffset month, AuditFilter filter, string? before, int limit, CancellationToken cancellation)
    {
        var found = new List<AuditEntry>();
        var examined = 0;
        var last = before;
        while (examined < MaximumExamined)
        {
            var page = await table.Client.QueryAsync(Request(month, last, Reach.Next(limit, found.Count, examined, MaximumExamined)), cancellation);
            foreach (var item in page.Items ?? [])
            {
                examined++;
                last = item.RequiredText(Keys.Sort);
                if (AuditEntry.FromItem(item) is { } entry && filter.Admits(entry))
                {
                    found.Add(entry);
                    if (found.Count == limit)
                    {
                        return (found, last);
                    }
                }
            }

            if (page.LastEvaluatedKey is not { Count: > 0 })
            {
                return (found, null);
            }
        }

        return (found, last);
    }

    private QueryRequest Request(DateTimeOffset month, string? before, int limit)
    {
        var request = new QueryRequest
        {
            TableName = table.Name,
            KeyConditionExpression = "pk = :month",
            ExpressionAttributeValues = new() { [":month"] = Item.S(Keys.Audit(month)) },
            ScanIndexForward = false,
            ConsistentRead = true,
            Limit = limit,
        };
        if (before is not null)
        {
            request.KeyConditionExpression += " AND sk < :before";
            request.ExpressionAttributeValues[":before"] = Item.S(before);
        }

        return request;
    }
}
