using Amazon.Lambda.DynamoDBEvents;
using DynamoDb = Amazon.DynamoDBv2.Model;

namespace Ooak.Lambdas.Dashboard;

/// <summary>The stream's images as items.</summary>
internal static class StreamImage
{
    /// <summary>Null: there was or is none.</summary>
    internal static Dictionary<string, DynamoDb.AttributeValue>? Of(Dictionary<string, DynamoDBEvent.AttributeValue>? image) =>
        image is { Count: > 0 } ? image.ToDictionary(pair => pair.Key, pair => Value(pair.Value)) : null;

    // Only the kinds of values that the items have whose changes are looked at.
    private static DynamoDb.AttributeValue Value(DynamoDBEvent.AttributeValue value) => value switch
    {
        { S: { } text } => new() { S = text },
        { N: { } number } => new() { N = number },
        { BOOL: { } flag } => new() { BOOL = flag },
        { M: { } map } => new() { M = map.ToDictionary(pair => pair.Key, pair => Value(pair.Value)) },
        { L: { } list } => new() { L = [.. list.Select(Value)], IsLSet = true },
        { SS: { } set } => new() { SS = [.. set] },
        _ => new() { NULL = true },
    };
}
