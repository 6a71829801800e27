using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Ooak.Lambdas.Functions;

namespace Ooak.Lambdas.Data;

/// <summary>The one table, by the low-level client (no reflection).</summary>
internal sealed class DataTable(IAmazonDynamoDB client, FunctionSettings settings)
{
    /// <summary>BatchGetItem's limit.</summary>
    private const int BatchGetLimit = 100;

    public IAmazonDynamoDB Client => client;

    public string Name { get; } = settings[FunctionSettings.TableName];

    /// <summary>Strongly consistent.</summary>
    public async Task<Dictionary<string, AttributeValue>?> GetAsync(string partition, string sort, CancellationToken cancellation)
    {
        var answer = await client.GetItemAsync(
            new GetItemRequest { TableName = Name, Key = Item.Key(partition, sort), ConsistentRead = true },
            cancellation);
        return answer.Item is { Count: > 0 } item ? item : null;
    }

    /// <summary>The items that exist, in no order. Unprocessed keys are asked for again.</summary>
    public async Task<List<Dictionary<string, AttributeValue>>> BatchGetAsync(
        IEnumerable<Dictionary<string, AttributeValue>> keys,
        bool consistent,
        CancellationToken cancellation)
    {
        var found = new List<Dictionary<string, AttributeValue>>();
        foreach (var chunk in keys.Chunk(BatchGetLimit))
        {
            var pending = new Dictionary<string, KeysAndAttributes> { [Name] = new() { Keys = [.. chunk], ConsistentRead = consistent } };
            while (pending is { Count: > 0 })
            {
                var answer = await client.BatchGetItemAsync(new BatchGetItemRequest { RequestItems = pending }, cancellation);
                found.AddRange(answer.Responses is not null && answer.Responses.TryGetValue(Name, out var items) ? items : []);
                pending = answer.UnprocessedKeys;
            }
        }

        return found;
    }

    /// <summary>All pages of a query.</summary>
    public async IAsyncEnumerable<Dictionary<string, AttributeValue>> QueryAsync(
        QueryRequest request,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        request.TableName = Name;
        do
        {
            var page = await client.QueryAsync(request, cancellation);
            foreach (var item in page.Items ?? [])
            {
                yield return item;
            }

            request.ExclusiveStartKey = page.LastEvaluatedKey;
        }
        while (request.ExclusiveStartKey is { Count: > 0 });
    }

    public Task PutAsync(Dictionary<string, AttributeValue> item, CancellationToken cancellation) =>
        client.PutItemAsync(new PutItemRequest { TableName = Name, Item = item }, cancellation);
}
