using System.Reflection;
using System.Text;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace Ooak.EndToEnd.Tests;

/// <summary>A client that adds up what its reads cost, as DynamoDB says it, and how large the items are that they bring.</summary>
#pragma warning disable CA1852 // The proxy is made as its subtype.
internal class CapacityMeter : DispatchProxy
#pragma warning restore CA1852
{
    private IAmazonDynamoDB _client = null!;
    private readonly Lock _gate = new();

    public double Units { get; private set; }

    public long Bytes { get; private set; }

    public static (IAmazonDynamoDB Client, CapacityMeter Meter) Of(IAmazonDynamoDB client)
    {
        var proxy = Create<IAmazonDynamoDB, CapacityMeter>();
        var meter = (CapacityMeter)(object)proxy;
        meter._client = client;
        return (proxy, meter);
    }

    public void Reset() => (Units, Bytes) = (0, 0);

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => args?[0] switch
    {
        QueryRequest request => QueryAsync(request),
        BatchGetItemRequest request => GetAsync(request),
        GetItemRequest request => GetAsync(request),
        _ => throw new NotSupportedException(targetMethod?.Name),
    };

    private async Task<QueryResponse> QueryAsync(QueryRequest request)
    {
        request.ReturnConsumedCapacity = ReturnConsumedCapacity.TOTAL;
        var answer = await _client.QueryAsync(request);
        Add([answer.ConsumedCapacity], answer.Items);
        return answer;
    }

    private async Task<BatchGetItemResponse> GetAsync(BatchGetItemRequest request)
    {
        request.ReturnConsumedCapacity = ReturnConsumedCapacity.TOTAL;
        var answer = await _client.BatchGetItemAsync(request);
        Add(answer.ConsumedCapacity, answer.Responses.SelectMany(table => table.Value));
        return answer;
    }

    private async Task<GetItemResponse> GetAsync(GetItemRequest request)
    {
        request.ReturnConsumedCapacity = ReturnConsumedCapacity.TOTAL;
        var answer = await _client.GetItemAsync(request);
        Add([answer.ConsumedCapacity], answer.Item is { } item ? [item] : []);
        return answer;
    }

    private void Add(IEnumerable<ConsumedCapacity> capacity, IEnumerable<Dictionary<string, AttributeValue>> items)
    {
        lock (_gate)
        {
            Units += capacity.Sum(each => each.CapacityUnits ?? 0);
            Bytes += items.Sum(item => item.Sum(field => Encoding.UTF8.GetByteCount(field.Key) + Size(field.Value)));
        }
    }

    /// <summary>Amazon DynamoDB Developer Guide, "DynamoDB item sizes and formats".</summary>
    private static long Size(AttributeValue value) =>
        value.S is { } text ? Encoding.UTF8.GetByteCount(text)
        : value.N is { } number ? (number.Length + 1) / 2 + 1
        : value.B is { } bytes ? bytes.Length
        : value.M is { Count: > 0 } map ? 3 + map.Sum(pair => 1 + Encoding.UTF8.GetByteCount(pair.Key) + Size(pair.Value))
        : 1;
}
