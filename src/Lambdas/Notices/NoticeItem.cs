using System.Text.Json;
using Amazon.DynamoDBv2.Model;
using Ooak.Lambdas.Data;
using Ooak.Lambdas.Wire;

namespace Ooak.Lambdas.Notices;

/// <summary>A notice as an item of its person, which their phones pull.</summary>
internal static class NoticeItem
{
    internal const string Version = "version";
    internal const string ReadAt = "readAt";

    /// <summary>Assignments that the notice is about.</summary>
    internal const string Assignments = "assignments";

    /// <summary>Subscriptions that have got it in this version of what it says.</summary>
    internal const string Reached = "reached";

    /// <summary>What it says, as JSON.</summary>
    internal const string Content = "content";
    private const string Kind = "kind";
    private const string At = "at";

    /// <summary>An inbox goes back so far.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    internal static Dictionary<string, AttributeValue> Key(string employeeId, string noticeId) => Item.Key(Keys.Employee(employeeId), Keys.Notice(noticeId));

    internal static Dictionary<string, AttributeValue> Write(string employeeId, NoticeMessage message, DateTimeOffset now)
    {
        var item = Key(employeeId, message.Id);
        item[Keys.Type] = Item.S(ItemTypes.Notice);
        item[Keys.Changed] = Item.S(Keys.Instant(Instant.Text(now), message.Id));
        item[Keys.TimeToLive] = Item.N((message.At + Kept).ToUnixTimeSeconds());
        item[Kind] = Item.S(message.Kind.Word());
        item[At] = Item.S(Instant.Text(message.At));
        item[Version] = Item.N(1);
        item[Content] = Item.S(JsonSerializer.Serialize(message.Content with { AssignmentIds = null }, WireJson.Default.NoticeContent));
        if (message.Content.AssignmentIds is { Count: > 0 } assignments)
        {
            item[Assignments] = new() { SS = [.. assignments] };
        }

        return item;
    }

    /// <summary>The same notice without whom it is about, in a new version, so that phones replace theirs.</summary>
    internal static Dictionary<string, AttributeValue> WithoutContact(Dictionary<string, AttributeValue> item, DateTimeOffset now)
    {
        var content = JsonSerializer.Deserialize(item.RequiredText(Content), WireJson.Default.NoticeContent)! with { ContactName = null, ContactPhone = null };
        return new(item)
        {
            [Content] = Item.S(JsonSerializer.Serialize(content, WireJson.Default.NoticeContent)),
            [Version] = Item.N(item.Number(Version) + 1),
            [Keys.Changed] = Item.S(Keys.Instant(Instant.Text(now), item.RequiredText(Keys.Sort)[Keys.NoticePrefix.Length..])),
        };
    }

    internal static Notice Read(Dictionary<string, AttributeValue> item)
    {
        var content = JsonSerializer.Deserialize(item.RequiredText(Content), WireJson.Default.NoticeContent)!;
        var assignments = Set(item, Assignments);
        return new(
            IdOf(item),
            NoticeKinds.Of(item.RequiredText(Kind)),
            Instant.Parse(item.RequiredText(At)),
            item.Text(ReadAt) is { } read ? Instant.Parse(read) : null,
            item.Number(Version),
            assignments.Count > 0 ? content with { AssignmentIds = [.. assignments.Order(StringComparer.Ordinal)] } : content);
    }

    internal static string IdOf(Dictionary<string, AttributeValue> item) => item.RequiredText(Keys.Sort)[Keys.NoticePrefix.Length..];

    internal static IReadOnlySet<string> Set(Dictionary<string, AttributeValue> item, string name) =>
        item.TryGetValue(name, out var value) && value.SS is { } set ? set.ToHashSet(StringComparer.Ordinal) : [];
}
