using Amazon.DynamoDBv2.Model;
using Ooak.Lambdas.Data;

namespace Ooak.Benchmarks;

internal static class Items
{
    /// <summary>The same call under another id.</summary>
    public static Dictionary<string, AttributeValue> Renewed(Dictionary<string, AttributeValue> item)
    {
        var (id, other) = (item[Keys.Sort].S[Keys.CallPrefix.Length..], Guid.CreateVersion7().ToString("D"));
        return item.ToDictionary(
            field => field.Key,
            field => field.Value.S is { } text && text.Contains(id, StringComparison.Ordinal) ? new AttributeValue(text.Replace(id, other, StringComparison.Ordinal)) : field.Value,
            StringComparer.Ordinal);
    }
}
