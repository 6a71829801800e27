using System.Runtime.CompilerServices;
using Amazon.DynamoDBv2.Model;
using Ooak.Lambdas.Data;
using Ooak.Lambdas.Employees;
using Ooak.Lambdas.Notices;

namespace Ooak.Lambdas.Erasure;

/// <summary>Every item with a contact's number: calls, deleted ones too, what they were before, assignments and notices. An export
/// shows what an erasure would take, because both ask here.</summary>
/// <remarks>The index by number has current calls only, so everybody's items are read through: the rare request costs a read of the
/// table, and nothing has to be kept for it.</remarks>
internal sealed class ContactItems(DataTable table, EmployeeStore employees)
{
    /// <summary>Employees that are looked through at once.</summary>
    internal const int AtOnce = 8;

    /// <summary>Items that are looked at between two looks at the clock.</summary>
    private const int Portion = 500;

    /// <summary>The employees after the one that is named, in the order in which they are looked through.</summary>
    public async Task<List<string>> EmployeesAsync(string? after, CancellationToken cancellation)
    {
        var ids = await employees.AllAsync(cancellation).Select(employee => employee.Id).ToListAsync(cancellation);
        ids.RemoveAll(id => after is not null && string.CompareOrdinal(id, after) <= 0);
        ids.Sort(StringComparer.Ordinal);
        return ids;
    }

    public async Task<List<Dictionary<string, AttributeValue>>> OfAsync(string employeeId, string number, CancellationToken cancellation)
    {
        var found = new List<Dictionary<string, AttributeValue>>();
        await foreach (var (some, _) in PortionsAsync(employeeId, number, after: null, cancellation))
        {
            found.AddRange(some);
        }

        return found;
    }

    /// <summary>The same in portions; with each, the sort key up to which it goes, null at the end.</summary>
    /// <param name="after">The sort key to go on after.</param>
    public async IAsyncEnumerable<(IReadOnlyList<Dictionary<string, AttributeValue>> Items, string? Reached)> PortionsAsync(
        string employeeId,
        string number,
        string? after,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        var request = new QueryRequest
        {
            TableName = table.Name,
            KeyConditionExpression = "pk = :person",
            FilterExpression = "contactPhone = :number OR #type = :notice",
            ExpressionAttributeNames = new() { ["#type"] = Keys.Type },
            ExpressionAttributeValues = new() { [":person"] = Item.S(Keys.Employee(employeeId)), [":number"] = Item.S(number), [":notice"] = Item.S(ItemTypes.Notice) },
            ConsistentRead = true,
            Limit = Portion,
            ExclusiveStartKey = after is null ? null : Item.Key(Keys.Employee(employeeId), after),
        };
        do
        {
            var page = await table.Client.QueryAsync(request, cancellation);
            request.ExclusiveStartKey = page.LastEvaluatedKey is { Count: > 0 } last ? last : null;
            yield return ([.. (page.Items ?? []).Where(item => IsAbout(item, number))], request.ExclusiveStartKey?.RequiredText(Keys.Sort));
        }
        while (request.ExclusiveStartKey is not null);
    }

    private static bool IsAbout(Dictionary<string, AttributeValue> item, string number) =>
        item.Text(Keys.Type) != ItemTypes.Notice || NoticeItem.Read(item).Content.ContactPhone == number;
}
