using System.Globalization;
using Amazon.DynamoDBv2.Model;

namespace Ooak.Lambdas.Data;

/// <summary>Attribute values, briefly.</summary>
internal static class Item
{
    internal static AttributeValue S(string value) => new() { S = value };

    internal static AttributeValue N(long value) => new() { N = value.ToString(CultureInfo.InvariantCulture) };

    internal static AttributeValue Bool(bool value) => new() { BOOL = value };

    internal static AttributeValue M(Dictionary<string, AttributeValue> value) => new() { M = value, IsMSet = true };

    internal static Dictionary<string, AttributeValue> Key(string partition, string sort) => new()
    {
        [Keys.Partition] = S(partition),
        [Keys.Sort] = S(sort),
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
