using System.Reflection;
using System.Text;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;

namespace Ooak.EndToEnd.Tests;

/// <summary>A client that adds up what its calls cost, as DynamoDB says it, and how large the items are that they bring.</summary>
#pragma warning disable CA1852 // The proxy is made as its subtype.
internal class CapacityMeter : DispatchProxy
#pragma warning restore CA1852
{
    private static readonly MethodInfo Watching = typeof(CapacityMeter).GetMethod(nameof(WatchAsync), BindingFlags.NonPublic | BindingFlags.Instance)!;

    private IAmazonDynamoDB _client = null!;
    private readonly Lock _gate = new();

    public double Units { get; private set; }

    public long Bytes { get; private set; }

    /// <summary>Calls of DynamoDB.</summary>
    public int Requests { get; private set; }

    public static (IAmazonDynamoDB Client, CapacityMeter Meter) Of(IAmazonDynamoDB client)
    {
        var proxy = Create<IAmazonDynamoDB, CapacityMeter>();
        var meter = (CapacityMeter)(object)proxy;
        meter._client = client;
        return (proxy, meter);
    }

    public void Reset() => (Units, Bytes, Requests) = (0, 0, 0);

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        if (args is not [AmazonDynamoDBRequest request, ..])
        {
            return targetMethod!.Invoke(_client, args);
        }

        request.GetType().GetProperty("ReturnConsumedCapacity")?.SetValue(request, ReturnConsumedCapacity.TOTAL);
        var running = targetMethod!.Invoke(_client, args);
        return Watching.MakeGenericMethod(targetMethod.ReturnType.GetGenericArguments()).Invoke(this, [running]);
    }

    private async Task<T> WatchAsync<T>(Task<T> running)
        where T : AmazonWebServiceResponse
    {
        var answer = await running;
        IEnumerable<ConsumedCapacity?> capacity = answer switch
        {
            QueryResponse one => [one.ConsumedCapacity],
            GetItemResponse one => [one.ConsumedCapacity],
            PutItemResponse one => [one.ConsumedCapacity],
            UpdateItemResponse one => [one.ConsumedCapacity],
            DeleteItemResponse one => [one.ConsumedCapacity],
            BatchGetItemResponse many => many.ConsumedCapacity,
            BatchWriteItemResponse many => many.ConsumedCapacity,
            TransactGetItemsResponse many => many.ConsumedCapacity,
            TransactWriteItemsResponse many => many.ConsumedCapacity,
            _ => throw new NotSupportedException(typeof(T).Name),
        };
        IEnumerable<Dictionary<string, AttributeValue>?> items = answer switch
        {
            QueryResponse found => found.Items,
            GetItemResponse found => [found.Item],
            BatchGetItemResponse found => found.Responses.SelectMany(table => table.Value),
            _ => [],
        };
        lock (_gate)
        {
            Requests++;
            Units += capacity.Sum(each => each?.CapacityUnits ?? 0);
            Bytes += items.Sum(item => item?.Sum(field => Encoding.UTF8.GetByteCount(field.Key) + Size(field.Value)) ?? 0);
        }

        return answer;
    }

    /// <summary>Amazon DynamoDB Developer Guide, "DynamoDB item sizes and formats".</summary>
    private static long Size(AttributeValue value) =>
        value.S is { } text ? Encoding.UTF8.GetByteCount(text)
        : value.N is { } number ? (number.Length + 1) / 2 + 1
        : value.B is { } bytes ? bytes.Length
        : value.M is { Count: > 0 } map ? 3 + map.Sum(pair => 1 + Encoding.UTF8.GetByteCount(pair.Key) + Size(pair.Value))
        : 1;
}
