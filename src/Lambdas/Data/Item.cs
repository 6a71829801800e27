using System.Globalization;
using Amazon.DynamoDBv2.Model;

namespace Ooak.Lambdas.Data;

/// <summary>Attribute values, briefly.</summary>
internal static class Item
{
    internal const string VersionName = "version";
    private const string IsAsRead = "#version = :read";

    internal static AttributeValue S(string value) => new() { S = value };

    internal static AttributeValue N(long value) => new() { N = value.ToString(CultureInfo.InvariantCulture) };

    internal static AttributeValue Bool(bool value) => new() { BOOL = value };

    internal static AttributeValue M(Dictionary<string, AttributeValue> value) => new() { M = value, IsMSet = true };

    internal static Dictionary<string, AttributeValue> Key(string partition, string sort) => new()
    {
        [Keys.Partition] = S(partition),
        [Keys.Sort] = S(sort),
    };

    /// <summary>Puts the item with the next version over the one that was read; 0: over nothing.</summary>
    internal static Put Versioned(string tableName, Dictionary<string, AttributeValue> item, long read)
    {
        item[VersionName] = N(read + 1);
        var put = new Put { TableName = tableName, Item = item, ConditionExpression = read == 0 ? "attribute_not_exists(pk)" : IsAsRead };
        if (read > 0)
        {
            (put.ExpressionAttributeNames, put.ExpressionAttributeValues) = (new() { ["#version"] = VersionName }, new() { [":read"] = N(read) });
        }

        return put;
    }

    internal static Delete VersionedDelete(string tableName, Dictionary<string, AttributeValue> key, long read) => new()
    {
        TableName = tableName,
        Key = key,
        ConditionExpression = IsAsRead,
        ExpressionAttributeNames = new() { ["#version"] = VersionName },
        ExpressionAttributeValues = new() { [":read"] = N(read) },
    };

    /// <summary>Absent attributes stand for null: an index key may not be NULL.</summary>
    internal static void SetIfPresent(this Dictionary<string, AttributeValue> item, string name, string? value)
    {
        if (value is not null)
        {
            item[name] = S(value);
        }
    }

    internal static string? Text(this Dictionary<string, AttributeValue> item, string name) => item.TryGetValue(name, out var value) ? value.S : null;

    internal static string RequiredText(this Dictionary<string, AttributeValue> item, string name) =>
        item.Text(name) ?? throw new InvalidOperationException($"An item lacks {name}.");

    internal static long Number(this Dictionary<string, AttributeValue> item, string name) =>
        item.TryGetValue(name, out var value) && value.N is { } number ? long.Parse(number, CultureInfo.InvariantCulture) : 0;

    internal static bool Flag(this Dictionary<string, AttributeValue> item, string name) => item.TryGetValue(name, out var value) && value.BOOL == true;

    internal static Dictionary<string, AttributeValue> Map(this Dictionary<string, AttributeValue> item, string name) =>
        item.TryGetValue(name, out var value) && value.M is { } map ? map : [];
}
