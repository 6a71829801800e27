using System.Reflection;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Ooak.Lambdas.Data;
using Ooak.Lambdas.Functions;

namespace Ooak.Lambdas.Tests.Dashboard;

/// <summary>A table in memory, as far as counting uses one: items by key, and transactions that are all or nothing.</summary>
#pragma warning disable CA1852 // The proxy is made as its subtype.
internal class FakeTable : DispatchProxy
#pragma warning restore CA1852
{
    private readonly Dictionary<string, Dictionary<string, AttributeValue>> _items = new(StringComparer.Ordinal);

    /// <summary>Before or after a write, what happens to whoever makes it.</summary>
    public Func<string, Exception?> Accident { get; set; } = _ => null;

    public int LargestTransaction { get; private set; }

    public IEnumerable<Dictionary<string, AttributeValue>> Items => _items.Values;

    public static (DataTable Table, FakeTable Fake) Make()
    {
        Environment.SetEnvironmentVariable(FunctionSettings.TableName, "table");
        var client = Create<IAmazonDynamoDB, FakeTable>();
        return (new DataTable(client, new FunctionSettings()), (FakeTable)(object)client);
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => args?[0] switch
    {
        BatchGetItemRequest request => Task.FromResult(Get(request)),
        TransactWriteItemsRequest request => Task.FromResult(Write(request.TransactItems)),
        QueryRequest request => Task.FromResult(Query(request)),
        GetItemRequest request => Task.FromResult(new GetItemResponse { Item = _items.GetValueOrDefault(KeyOf(request.Key)) }),
        PutItemRequest request => Task.FromResult(Put(request.Item)),
        _ => throw new NotSupportedException(targetMethod?.Name),
    };

    private BatchGetItemResponse Get(BatchGetItemRequest request)
    {
        request.RequestItems["table"].Keys.Count.ShouldBeLessThanOrEqualTo(100);
        return new BatchGetItemResponse
        {
            Responses = new() { ["table"] = [.. request.RequestItems["table"].Keys.Select(KeyOf).Where(_items.ContainsKey).Select(key => _items[key])] },
            UnprocessedKeys = [],
        };
    }

    public PutItemResponse Put(Dictionary<string, AttributeValue> item)
    {
        _items[KeyOf(item)] = item;
        return new PutItemResponse();
    }

    /// <summary>Of one partition of the table or an index, from a sort key on.</summary>
    private QueryResponse Query(QueryRequest request)
    {
        var condition = request.KeyConditionExpression.Split(" AND ").Select(part => part.Split(' ')).ToList();
        string NameOf(string[] part) => request.ExpressionAttributeNames?.GetValueOrDefault(part[0]) ?? part[0];
        string ValueOf(string[] part) => request.ExpressionAttributeValues[part[2]].S;
        bool Fits(Dictionary<string, AttributeValue> item, string[] part) =>
            item.TryGetValue(NameOf(part), out var value) && (part[1] == "=" ? value.S == ValueOf(part) : string.CompareOrdinal(value.S, ValueOf(part)) >= 0);
        var found = _items.Values.Where(item => condition.TrueForAll(part => Fits(item, part))).OrderBy(item => item[NameOf(condition[^1])].S, StringComparer.Ordinal).ToList();
        if (request.ScanIndexForward == false)
        {
            found.Reverse();
        }

        return new QueryResponse { Items = found };
    }

    private TransactWriteItemsResponse Write(List<TransactWriteItem> writes)
    {
        Throw("before");
        LargestTransaction = Math.Max(LargestTransaction, writes.Count);
        writes.Count.ShouldBeLessThanOrEqualTo(100);
        writes.Select(write => KeyOf(write.Put?.Item ?? write.Delete.Key)).ShouldBeUnique();
        if (writes.Exists(write => !Holds(write)))
        {
            throw new TransactionCanceledException("refused") { CancellationReasons = [new() { Code = "ConditionalCheckFailed" }] };
        }

        foreach (var write in writes)
        {
            if (write.Put is { } put)
            {
                _items[KeyOf(put.Item)] = put.Item;
            }
            else
            {
                _items.Remove(KeyOf(write.Delete.Key));
            }
        }

        Throw("after");
        return new TransactWriteItemsResponse();
    }

    private bool Holds(TransactWriteItem write)
    {
        var (key, condition, names, values) = write.Put is { } put
            ? (KeyOf(put.Item), put.ConditionExpression, put.ExpressionAttributeNames, put.ExpressionAttributeValues)
            : (KeyOf(write.Delete.Key), write.Delete.ConditionExpression, write.Delete.ExpressionAttributeNames, write.Delete.ExpressionAttributeValues);
        if (condition == "attribute_not_exists(pk)")
        {
            return !_items.ContainsKey(key);
        }

        var (name, read) = (names.Single().Value, values.Single().Value);
        return _items.TryGetValue(key, out var item) && item[name].N == read.N && item[name].S == read.S;
    }

    private void Throw(string when)
    {
        if (Accident(when) is { } accident)
        {
            throw accident;
        }
    }

    private static string KeyOf(Dictionary<string, AttributeValue> item) => $"{item["pk"].S}|{item["sk"].S}";
}
