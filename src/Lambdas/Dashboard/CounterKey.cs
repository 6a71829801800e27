using Amazon.DynamoDBv2.Model;
using Ooak.Lambdas.Data;

namespace Ooak.Lambdas.Dashboard;

/// <summary>Whose counters, of which of the organisation's days.</summary>
/// <param name="Sort">An employee's, or <see cref="Keys.WholeOrganisation"/>.</param>
internal readonly record struct CounterKey(DateOnly Day, string Sort)
{
    internal Dictionary<string, AttributeValue> ToItem() => Item.Key(Keys.Counters(Day), Sort);
}
