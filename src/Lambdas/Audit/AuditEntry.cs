using Amazon.DynamoDBv2.Model;
using Ooak.Lambdas.Data;
using Ooak.Lambdas.Wire;

namespace Ooak.Lambdas.Audit;

/// <summary>Who did what, when. Append only; nothing personal but the ids of the people.</summary>
/// <param name="By">The employee's id, or <see cref="System"/>.</param>
/// <param name="Action">Kebab-case, such as <c>settings-changed</c>.</param>
/// <param name="Details">What it was about, by name.</param>
internal sealed record AuditEntry(DateTimeOffset At, string By, string Action, IReadOnlyDictionary<string, string> Details)
{
    /// <summary>Nobody's own act: it followed from a change that somebody made.</summary>
    internal const string System = "system";

    /// <summary>The detail that says whom it was about, by id.</summary>
    internal const string Person = "employeeId";

    /// <summary>The detail that says so of several people: their ids, with spaces between them.</summary>
    internal const string People = "employeeIds";

    /// <summary>A UUIDv7 of its time.</summary>
    internal string Id { get; init; } = Guid.CreateVersion7(At).ToString("D");

    internal bool IsAbout(string employeeId) =>
        Details.GetValueOrDefault(Person) == employeeId || Details.GetValueOrDefault(People)?.Split(' ').Contains(employeeId) == true;

    /// <summary>As a part of the transaction that makes the change.</summary>
    internal TransactWriteItem ToWrite(string tableName) => new() { Put = new Put { TableName = tableName, Item = ToItem() } };

    internal static AuditEntry FromItem(Dictionary<string, AttributeValue> item) => new(
        Instant.Parse(item.RequiredText("at")),
        item.RequiredText("by"),
        item.RequiredText("action"),
        item.Map("details").ToDictionary(detail => detail.Key, detail => detail.Value.S, StringComparer.Ordinal))
    {
        Id = item.RequiredText(Keys.Sort),
    };

    /// <summary>An item of the month's log, in the order in which things happened.</summary>
    internal Dictionary<string, AttributeValue> ToItem()
    {
        var item = Item.Key(Keys.Audit(At), Id);
        item[Keys.Type] = Item.S(ItemTypes.Audit);
        item["at"] = Item.S(Instant.Text(At));
        item["by"] = Item.S(By);
        item["action"] = Item.S(Action);
        item["details"] = Item.M(Details.ToDictionary(detail => detail.Key, detail => Item.S(detail.Value)));
        return item;
    }
}
