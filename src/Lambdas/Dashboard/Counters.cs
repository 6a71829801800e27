using Amazon.DynamoDBv2.Model;
using Ooak.Lambdas.Data;

namespace Ooak.Lambdas.Dashboard;

/// <summary>One counter item: the organisation's or one employee's figures of one day.</summary>
/// <param name="EmployeeId">Null: the whole organisation.</param>
internal sealed record Counters(DateOnly Day, string? EmployeeId, Figures Figures, long[] Hours)
{
    internal static Counters FromItem(Dictionary<string, AttributeValue> item)
    {
        var sort = item.RequiredText(Keys.Sort);
        return new Counters(
            DateOnly.ParseExact(item.RequiredText(Keys.Partition)[^10..], "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            sort == Keys.WholeOrganisation ? null : Keys.EmployeeOf(sort),
            new Figures
            {
                Calls = item.Number(CounterDelta.Calls),
                Completed = item.Number(CounterDelta.Completed),
                Missed = item.Number(CounterDelta.Missed),
                Rejected = item.Number(CounterDelta.Rejected),
                Incoming = item.Number(CounterDelta.Incoming),
                Outgoing = item.Number(CounterDelta.Outgoing),
                TalkSeconds = item.Number(CounterDelta.TalkSeconds),
            },
            [.. Enumerable.Range(0, 24).Select(hour => item.Number(CounterDelta.Hour(hour)))]);
    }
}
