using Amazon.Lambda.DynamoDBEvents;
using Ooak.Lambdas.Calls;
using Ooak.Lambdas.Data;

namespace Ooak.Lambdas.Dashboard;

/// <summary>A call before and after one change; null where there was or is none.</summary>
/// <param name="Changed">When the version after it was written; null: there is none.</param>
internal sealed record StreamChange(string Sequence, Call? Before, Call? After, string? Changed = null)
{
    /// <summary>The numbers whose figures it may change.</summary>
    internal IEnumerable<string> Numbers => new[] { ContactLedger.NumberOf(Before), ContactLedger.NumberOf(After) }.OfType<string>().Distinct();

    internal static StreamChange Of(DynamoDBEvent.DynamodbStreamRecord record) => new(
        record.Dynamodb.SequenceNumber,
        CallOf(record.Dynamodb.OldImage),
        CallOf(record.Dynamodb.NewImage),
        record.Dynamodb.NewImage is { } image && image.TryGetValue(Keys.Changed, out var changed) ? changed.S : null);

    private static Call? CallOf(Dictionary<string, DynamoDBEvent.AttributeValue>? image) =>
        StreamImage.Of(image) is { } item && item.Text(Keys.Type) == ItemTypes.Call ? StoredCall.CallOf(item) : null;
}

/// <summary>Sequence numbers are decimal numbers of up to 40 digits, given as text.</summary>
internal static class SequenceNumber
{
    internal static int Compare(string a, string b)
    {
        ReadOnlySpan<char> x = a.AsSpan().TrimStart('0'), y = b.AsSpan().TrimStart('0');
        return x.Length != y.Length ? x.Length.CompareTo(y.Length) : x.SequenceCompareTo(y);
    }
}
