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
    /// <param name="after">The entry after which the page goes on.</param>
    public async Task<(IReadOnlyList<AuditEntry> Entries, AuditPosition? Cursor)> ReadAsync(
        AuditMonth month, AuditFilter filter, AuditPosition? after, int limit, CancellationToken cancellation)
    {
        var found = new List<AuditEntry>();
        var examined = 0;
        var left = month.Partitions.SkipWhile(partition => after is not null && partition != after.Partition).ToList();
        foreach (var partition in left)
        {
            var start = after?.Partition == partition ? Item.Key(partition, after.Id) : null;
            do
            {
                if (examined >= MaximumExamined)
                {
                    return (found, after);
                }

                var page = await table.Client.QueryAsync(Request(partition, month, start, Reach.Next(limit, found.Count, examined, MaximumExamined)), cancellation);
                foreach (var item in page.Items ?? [])
                {
                    examined++;
                    after = new(partition, item.RequiredText(Keys.Sort));
                    if (AuditEntry.FromItem(item) is { } entry && month.Has(entry.At) && filter.Admits(entry))
                    {
                        found.Add(entry);
                        if (found.Count == limit)
                        {
                            return (found, after);
                        }
                    }
                }

                start = page.LastEvaluatedKey is { Count: > 0 } key ? key : null;
            }
            while (start is not null);
        }

        return (found, null);
    }

    private QueryRequest Request(string partition, AuditMonth month, Dictionary<string, AttributeValue>? start, int limit) => new()
    {
        TableName = table.Name,
        KeyConditionExpression = "pk = :partition AND sk BETWEEN :from AND :to",
        ExpressionAttributeValues = new()
        {
            [":partition"] = Item.S(partition),
            [":from"] = Item.S(month.FirstId),
            [":to"] = Item.S(month.LastId),
        },
        ExclusiveStartKey = start,
        ScanIndexForward = false,
        ConsistentRead = true,
        Limit = limit,
    };
}
