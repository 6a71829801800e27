using Amazon.DynamoDBv2.Model;
using Ooak.Lambdas.Audit;
using Ooak.Lambdas.Data;
using Ooak.Lambdas.Employees;
using Ooak.Lambdas.Functions;

namespace Ooak.Lambdas.Announcements;

/// <summary>How saying that one has read something ended.</summary>
internal enum ReadOutcome
{
    Counted,
    CountedBefore,
    NotFound,
}

/// <summary>What was announced, and who has read it.</summary>
internal sealed class AnnouncementStore(DataTable table, OrganisationClock clock)
{
    /// <summary>So many of the last ones are on a phone.</summary>
    private const int Recent = 50;
    private static readonly TimeSpan RecentAge = TimeSpan.FromDays(90);

    public async Task<Announcement?> FindAsync(string id, CancellationToken cancellation) =>
        await table.GetAsync(Keys.WholeOrganisation, Keys.Announcement(id), cancellation) is { } item ? AnnouncementItem.Read(item) : null;

    /// <summary>False: one with this id is there already. The count by which phones see that there is news is raised with it.</summary>
    public async Task<bool> TryAnnounceAsync(Announcement announcement, CancellationToken cancellation)
    {
        List<TransactWriteItem> writes =
        [
            new() { Put = new Put { TableName = table.Name, Item = AnnouncementItem.Write(announcement), ConditionExpression = "attribute_not_exists(pk)" } },
            new()
            {
                Update = new Update
                {
                    TableName = table.Name,
                    Key = Item.Key(Keys.WholeOrganisation, Keys.Announced),
                    UpdateExpression = "SET #type = :type ADD #version :one",
                    ExpressionAttributeNames = new() { ["#type"] = Keys.Type, ["#version"] = AnnouncementItem.Version },
                    ExpressionAttributeValues = new() { [":type"] = Item.S(ItemTypes.Announced), [":one"] = Item.N(1) },
                },
            },
            new() { Put = new Put { TableName = table.Name, Item = Announced(announcement).ToItem() } },
        ];
        try
        {
            await table.Client.TransactWriteItemsAsync(new TransactWriteItemsRequest { TransactItems = writes }, cancellation);
            return true;
        }
        catch (TransactionCanceledException e) when (e.CancellationReasons[0].Code == "ConditionalCheckFailed")
        {
            return false;
        }
    }

    /// <summary>The person has read it: counted once, whatever device says so and however often.</summary>
    public async Task<ReadOutcome> TryReadAsync(string employeeId, string id, CancellationToken cancellation)
    {
        List<TransactWriteItem> writes =
        [
            new() { Put = new Put { TableName = table.Name, Item = AnnouncementItem.Receipt(employeeId, id, clock.UtcNow), ConditionExpression = "attribute_not_exists(pk)" } },
            new()
            {
                Update = new Update
                {
                    TableName = table.Name,
                    Key = AnnouncementItem.Key(id),
                    UpdateExpression = "ADD #reads :one",
                    ConditionExpression = "attribute_exists(pk)",
                    ExpressionAttributeNames = new() { ["#reads"] = AnnouncementItem.Reads },
                    ExpressionAttributeValues = new() { [":one"] = Item.N(1) },
                },
            },
        ];
        try
        {
            await table.Client.TransactWriteItemsAsync(new TransactWriteItemsRequest { TransactItems = writes }, cancellation);
            return ReadOutcome.Counted;
        }
        catch (TransactionCanceledException e) when (e.CancellationReasons[0].Code == "ConditionalCheckFailed")
        {
            return ReadOutcome.CountedBefore;
        }
        catch (TransactionCanceledException e) when (e.CancellationReasons[1].Code == "ConditionalCheckFailed")
        {
            return ReadOutcome.NotFound;
        }
    }

    /// <summary>What the person may see of one page, with whether they have read it.</summary>
    /// <param name="position">The id that the last page ended with; null: from the last one.</param>
    public async Task<AnnouncementPage> PageAsync(Employee person, string? position, int limit, CancellationToken cancellation)
    {
        var request = Query(limit);
        request.ExclusiveStartKey = position is null ? null : AnnouncementItem.Key(position);
        var page = await table.Client.QueryAsync(request, cancellation);
        var shown = await ForAsync(person, page.Items ?? [], cancellation);
        var cursor = page.LastEvaluatedKey is { Count: > 0 } last ? last.RequiredText(Keys.Sort)[Keys.AnnouncementPrefix.Length..] : null;
        return new AnnouncementPage(shown, cursor);
    }

    /// <summary>What belongs on the person's phone.</summary>
    public async Task<List<Announcement>> RecentAsync(Employee person, CancellationToken cancellation)
    {
        var page = await table.Client.QueryAsync(Query(Recent), cancellation);
        var all = await ForAsync(person, page.Items ?? [], cancellation);
        return [.. all.Where(announcement => announcement.At.Value > clock.UtcNow - RecentAge).Select(announcement => announcement with { Reads = null })];
    }

    internal static AuditEntry Announced(Announcement announcement) =>
        new(announcement.At, announcement.AuthorId, "announced", new Dictionary<string, string> { ["announcementId"] = announcement.Id });

    private QueryRequest Query(int limit) => new()
    {
        TableName = table.Name,
        ConsistentRead = true,
        KeyConditionExpression = "#partition = :organisation AND begins_with(#sort, :prefix)",
        ExpressionAttributeNames = new() { ["#partition"] = Keys.Partition, ["#sort"] = Keys.Sort },
        ExpressionAttributeValues = new() { [":organisation"] = Item.S(Keys.WholeOrganisation), [":prefix"] = Item.S(Keys.AnnouncementPrefix) },
        ScanIndexForward = false,
        Limit = limit,
    };

    private async Task<List<Announcement>> ForAsync(Employee person, List<Dictionary<string, AttributeValue>> items, CancellationToken cancellation)
    {
        var isManager = person.Role == Role.Manager;
        var shown = items.Select(AnnouncementItem.Read).Where(announcement => isManager || announcement.Team is null || announcement.Team == person.Team).ToList();
        var receipts = await table.BatchGetAsync(
            shown.Select(announcement => Item.Key(Keys.Employee(person.Id), Keys.Receipt(announcement.Id))),
            consistent: true,
            cancellation);
        var read = receipts.Select(AnnouncementItem.ReadReceipt).ToDictionary(receipt => receipt.AnnouncementId, receipt => receipt.At);
        return [.. shown.Select(announcement => announcement with
        {
            ReadAt = read.TryGetValue(announcement.Id, out var at) ? at : null,
            Reads = isManager ? announcement.Reads : null,
        })];
    }
}
