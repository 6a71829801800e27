using Amazon.DynamoDBv2.Model;
using Ooak.Lambdas.Data;
using Ooak.Lambdas.Wire;

namespace Ooak.Lambdas.Announcements;

/// <summary>Announcements, what people read of them, and how many there were, as items.</summary>
internal static class AnnouncementItem
{
    /// <summary>An attribute of an announcement: people who have read it.</summary>
    internal const string Reads = "reads";
    internal const string Version = "version";
    private const string Title = "title";
    private const string Body = "body";
    private const string AuthorId = "authorId";
    private const string AuthorName = "authorName";
    private const string At = "at";
    private const string Team = "team";

    internal static Dictionary<string, AttributeValue> Key(string announcementId) => Item.Key(Keys.WholeOrganisation, Keys.Announcement(announcementId));

    internal static Dictionary<string, AttributeValue> Write(Announcement announcement)
    {
        var item = Key(announcement.Id);
        item[Keys.Type] = Item.S(ItemTypes.Announcement);
        item[Title] = Item.S(announcement.Title);
        item[Body] = Item.S(announcement.Body);
        item[AuthorId] = Item.S(announcement.AuthorId);
        item[AuthorName] = Item.S(announcement.AuthorName);
        item[At] = Item.S(Instant.Text(announcement.At));
        item.SetIfPresent(Team, announcement.Team);
        item[Reads] = Item.N(announcement.Reads ?? 0);
        return item;
    }

    internal static Announcement Read(Dictionary<string, AttributeValue> item) => new(
        item.RequiredText(Keys.Sort)[Keys.AnnouncementPrefix.Length..],
        item.RequiredText(Title),
        item.RequiredText(Body),
        item.RequiredText(AuthorId),
        item.RequiredText(AuthorName),
        Instant.Parse(item.RequiredText(At)),
        item.Text(Team),
        Reads: item.Number(Reads));

    /// <summary>That somebody has read one. Their phones pull it.</summary>
    internal static Dictionary<string, AttributeValue> Receipt(string employeeId, string announcementId, DateTimeOffset at)
    {
        var item = Item.Key(Keys.Employee(employeeId), Keys.Receipt(announcementId));
        item[Keys.Type] = Item.S(ItemTypes.Receipt);
        item[Keys.Changed] = Item.S(Keys.Instant(Instant.Text(at), announcementId));
        item[At] = Item.S(Instant.Text(at));
        item[Version] = Item.N(1);
        return item;
    }

    /// <summary>Which announcement it is of, and when that was read.</summary>
    internal static (string AnnouncementId, DateTimeOffset At) ReadReceipt(Dictionary<string, AttributeValue> item) =>
        (item.RequiredText(Keys.Sort)[Keys.ReceiptPrefix.Length..], Instant.Parse(item.RequiredText(At)));
}
