using System.Diagnostics;
using System.Reflection;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace Ooak.Benchmarks;

/// <summary>One request that a function sent.</summary>
/// <param name="Units">Capacity, as DynamoDB says it.</param>
internal sealed record Sent(MethodInfo Operation, AmazonDynamoDBRequest Request, long Began, long Ended, double Units)
{
    public bool Writes => Request is PutItemRequest or UpdateItemRequest or DeleteItemRequest or TransactWriteItemsRequest or BatchWriteItemRequest;

    /// <summary>Sends the same again.</summary>
    public Task RepeatAsync(IAmazonDynamoDB client) => (Task)Operation.Invoke(client, [Request, CancellationToken.None])!;
}

/// <summary>A client that notes what goes through it.</summary>
#pragma warning disable CA1852 // The proxy is made as its subtype.
internal class DynamoDbRecorder : DispatchProxy
#pragma warning restore CA1852
{
    private static readonly MethodInfo Note = typeof(DynamoDbRecorder).GetMethod(nameof(NoteAsync), BindingFlags.Instance | BindingFlags.NonPublic)!;

    private readonly Lock _gate = new();
    private readonly List<Sent> _sent = [];
    private IAmazonDynamoDB _client = null!;

    public static (IAmazonDynamoDB Client, DynamoDbRecorder Recorder) Of(IAmazonDynamoDB client)
    {
        var proxy = Create<IAmazonDynamoDB, DynamoDbRecorder>();
        var recorder = (DynamoDbRecorder)(object)proxy;
        recorder._client = client;
        return (proxy, recorder);
    }

    /// <summary>What was sent since the last time.</summary>
    public List<Sent> Take()
    {
        lock (_gate)
        {
            List<Sent> taken = [.. _sent];
            _sent.Clear();
            return taken;
        }
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        args is [AmazonDynamoDBRequest request, CancellationToken cancellation] && targetMethod!.ReturnType is { IsGenericType: true } answer
            ? Note.MakeGenericMethod(answer.GenericTypeArguments[0]).Invoke(this, [targetMethod, request, cancellation])
            : throw new NotSupportedException(targetMethod?.Name);

    private async Task<TResponse> NoteAsync<TResponse>(MethodInfo operation, AmazonDynamoDBRequest request, CancellationToken cancellation)
    {
        var asksCapacity = request.GetType().GetProperty(nameof(GetItemRequest.ReturnConsumedCapacity))!;
        asksCapacity.SetValue(request, ReturnConsumedCapacity.TOTAL);
        var began = Stopwatch.GetTimestamp();
        var response = await (Task<TResponse>)operation.Invoke(_client, [request, cancellation])!;
        var ended = Stopwatch.GetTimestamp();
        asksCapacity.SetValue(request, null);
        var units = typeof(TResponse).GetProperty(nameof(GetItemResponse.ConsumedCapacity))!.GetValue(response) switch
        {
            ConsumedCapacity one => one.CapacityUnits ?? 0,
            List<ConsumedCapacity> several => several.Sum(each => each.CapacityUnits ?? 0),
            _ => 0,
        };
        lock (_gate)
        {
            _sent.Add(new Sent(operation, request, began, ended, units));
        }

        return response;
    }
}
