using System.Globalization;
using Amazon.DynamoDBv2.Model;
using Ooak.Lambdas.Calls;
using Ooak.Lambdas.Data;
using Ooak.Lambdas.Functions;

namespace Ooak.Lambdas.Dashboard;

/// <summary>What a change of a call does to one day's counters: what it takes away and what it adds, by attribute.</summary>
internal sealed class CounterDelta
{
    internal const string Calls = "calls";
    internal const string Completed = "completed";
    internal const string Missed = "missed";
    internal const string Rejected = "rejected";
    internal const string Incoming = "incoming";
    internal const string Outgoing = "outgoing";
    internal const string TalkSeconds = "talkSeconds";

    private readonly SortedDictionary<string, long> values = new(StringComparer.Ordinal);

    internal bool IsNothing => values.Values.All(value => value == 0);

    internal static string Hour(int hour) => string.Create(CultureInfo.InvariantCulture, $"h{hour:D2}");

    internal static bool Counts(Call? call) => call is { Deleted: false, Private: false };

    /// <param name="sign">+1 for a call that is there now, -1 for one that was.</param>
    internal void Add(Call call, OrganisationClock clock, int sign)
    {
        Add(Calls, sign);
        Add(call.Status switch { CallStatus.Completed => Completed, CallStatus.Missed => Missed, _ => Rejected }, sign);
        Add(call.CallType == CallType.Incoming ? Incoming : Outgoing, sign);
        Add(Hour(clock.HourOf(call.StartedAt)), sign);
        if (call.Status == CallStatus.Completed)
        {
            Add(TalkSeconds, (long)sign * call.Duration);
        }
    }

    internal Update ToUpdate(string tableName, string partition, string sort)
    {
        var names = new Dictionary<string, string> { ["#type"] = Keys.Type };
        var arguments = new Dictionary<string, AttributeValue> { [":type"] = Item.S(ItemTypes.Counters) };
        var additions = new List<string>();
        foreach (var (name, value) in values.Where(pair => pair.Value != 0))
        {
            names["#" + name] = name;
            arguments[":" + name] = Item.N(value);
            additions.Add($"#{name} :{name}");
        }

        return new Update
        {
            TableName = tableName,
            Key = Item.Key(partition, sort),
            UpdateExpression = $"SET #type = :type ADD {string.Join(", ", additions)}",
            ExpressionAttributeNames = names,
            ExpressionAttributeValues = arguments,
        };
    }

    private void Add(string name, long value) => values[name] = values.GetValueOrDefault(name) + value;
}
