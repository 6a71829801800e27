using System.Globalization;
using Amazon.DynamoDBv2.Model;
using Ooak.Lambdas.Calls;
using Ooak.Lambdas.Data;
using Ooak.Lambdas.Wire;

namespace Ooak.Lambdas.Assignments;

/// <summary>An assignment with what the server keeps beside it.</summary>
/// <param name="FieldVersions">The version in which each field that a phone may change last changed; absent means the first.</param>
/// <param name="Devices">The last accepted mutation of each device.</param>
internal sealed record StoredAssignment(
    Assignment Assignment,
    IReadOnlyDictionary<string, long> FieldVersions,
    IReadOnlyDictionary<string, AcceptedMutation> Devices)
{
    internal const string Version = "version";

    /// <summary>Who has it now; set on what is left behind where it was handed over.</summary>
    internal const string MovedTo = "movedTo";

    /// <summary>The list of those that were taken back.</summary>
    internal const string Cancelled = "cancelled";

    /// <summary>Of those without a due day: behind every day.</summary>
    private const string NoDay = "9999-12-31";

    /// <summary>What is over is remembered so long, so that every phone hears of it.</summary>
    private static readonly TimeSpan Retained = TimeSpan.FromDays(90);

    /// <summary>Null: it is still here.</summary>
    internal string? NowWith { get; init; }

    internal static StoredAssignment Of(Assignment assignment) =>
        new(assignment, new Dictionary<string, long>(), new Dictionary<string, AcceptedMutation>());

    /// <summary>Of the list that it stands in.</summary>
    internal static string ListOf(Assignment assignment) => assignment.Deleted ? Cancelled : Word(assignment.State);

    internal static string Word(AssignmentState state) => state switch
    {
        AssignmentState.Open => "open",
        AssignmentState.Called => "called",
        AssignmentState.Done => "done",
        _ => "skipped",
    };

    internal Dictionary<string, AttributeValue> ToItem()
    {
        var item = Item.Key(Keys.Employee(Assignment.EmployeeId), Keys.Assignment(Assignment.Id));
        item[Keys.Type] = Item.S(ItemTypes.Assignment);
        item[Keys.Changed] = Item.S(Keys.Instant(Instant.Text(Assignment.UpdatedAt), Assignment.Id));
        if (NowWith is null)
        {
            item[Keys.Organisation] = Item.S(Keys.AssignmentList(ListOf(Assignment)));
            item[Keys.OrganisationSort] = Item.S(PlaceOf(Assignment));
        }

        if (Assignment.Deleted || Assignment.State != AssignmentState.Open)
        {
            item[Keys.TimeToLive] = Item.N((Assignment.UpdatedAt.Value + Retained).ToUnixTimeSeconds());
        }

        item.SetIfPresent("contactName", Assignment.ContactName);
        item["contactPhone"] = Item.S(Assignment.ContactPhone);
        item.SetIfPresent("note", Assignment.Note);
        item.SetIfPresent("dueDay", Assignment.DueDay);
        item.SetIfPresent("dueAt", Text(Assignment.DueAt));
        item["state"] = Item.S(Word(Assignment.State));
        item.SetIfPresent("closedAt", Text(Assignment.ClosedAt));
        item.SetIfPresent("followUpAt", Text(Assignment.FollowUpAt));
        item.SetIfPresent("remindAt", Text(Assignment.RemindAt));
        item["callIds"] = new() { L = [.. Assignment.CallIds.Select(Item.S)], IsLSet = true };
        item["assignedBy"] = Item.S(Assignment.AssignedBy);
        item["createdAt"] = Item.S(Instant.Text(Assignment.CreatedAt));
        item["updatedAt"] = Item.S(Instant.Text(Assignment.UpdatedAt));
        item[Version] = Item.N(Assignment.Version);
        item["deleted"] = Item.Bool(Assignment.Deleted);
        item.SetIfPresent(MovedTo, NowWith);
        if (FieldVersions.Count > 0)
        {
            item["fields"] = Item.M(FieldVersions.ToDictionary(f => f.Key, f => Item.N(f.Value)));
        }

        if (Devices.Count > 0)
        {
            item["devices"] = Item.M(Devices.ToDictionary(d => d.Key, d => Item.S(d.Value.ToString())));
        }

        return item;
    }

    internal static StoredAssignment FromItem(Dictionary<string, AttributeValue> item) => new(
        AssignmentOf(item),
        item.Map("fields").ToDictionary(f => f.Key, f => long.Parse(f.Value.N, CultureInfo.InvariantCulture)),
        item.Map("devices").ToDictionary(d => d.Key, d => AcceptedMutation.Parse(d.Value.S)))
    {
        NowWith = item.Text(MovedTo),
    };

    internal static Assignment AssignmentOf(Dictionary<string, AttributeValue> item) => new()
    {
        Id = item.RequiredText(Keys.Sort)[Keys.AssignmentPrefix.Length..],
        EmployeeId = Keys.EmployeeOf(item.RequiredText(Keys.Partition)),
        ContactName = item.Text("contactName"),
        ContactPhone = item.RequiredText("contactPhone"),
        Note = item.Text("note"),
        DueDay = item.Text("dueDay"),
        DueAt = At(item, "dueAt"),
        State = Enum.Parse<AssignmentState>(item.RequiredText("state"), ignoreCase: true),
        ClosedAt = At(item, "closedAt"),
        FollowUpAt = At(item, "followUpAt"),
        RemindAt = At(item, "remindAt"),
        CallIds = item.TryGetValue("callIds", out var calls) ? [.. (calls.L ?? []).Select(id => id.S)] : [],
        AssignedBy = item.RequiredText("assignedBy"),
        CreatedAt = Instant.Parse(item.RequiredText("createdAt")),
        UpdatedAt = Instant.Parse(item.RequiredText("updatedAt")),
        Version = item.Number(Version),
        Deleted = item.Flag("deleted"),
    };

    // By due while it is open, a day's timed ones first; by closing afterwards.
    private static string PlaceOf(Assignment assignment) => Keys.Instant(
        assignment is { Deleted: false, State: AssignmentState.Open }
            ? $"{assignment.DueDay ?? NoDay}|{Text(assignment.DueAt) ?? "~"}"
            : Instant.Text(assignment is { Deleted: false, ClosedAt: { } closed } ? closed : assignment.UpdatedAt),
        assignment.Id);

    private static string? Text(DateTimeOffset? at) => at is { } known ? Instant.Text(known) : null;

    private static DateTimeOffset? At(Dictionary<string, AttributeValue> item, string name) => item.Text(name) is { } text ? Instant.Parse(text) : null;
}
