using Amazon.DynamoDBv2.Model;
using Ooak.Lambdas.Data;

namespace Ooak.Lambdas.Notices;

/// <summary>What people chose.</summary>
internal sealed class NoticeSettingsStore(DataTable table)
{
    private const string QuietFrom = "quietFrom";
    private const string QuietTo = "quietTo";
    private const string TimeZone = "timeZone";
    private const string WeeklyReport = "weeklyReport";

    /// <summary>Strongly consistent.</summary>
    public async Task<NoticeSettings> FindAsync(string employeeId, CancellationToken cancellation) =>
        await table.GetAsync(Keys.Employee(employeeId), Keys.Settings, cancellation) is { } item ? Read(item) : NoticeSettings.Default;

    public Task SaveAsync(string employeeId, NoticeSettings settings, CancellationToken cancellation) => table.PutAsync(Write(employeeId, settings), cancellation);

    internal static NoticeSettings Read(Dictionary<string, AttributeValue> item) => new(
        item.Flag(NoticeKinds.Assignment),
        item.Flag(NoticeKinds.Target),
        item.Flag(NoticeKinds.Performance),
        item.Flag(NoticeKinds.Announcement),
        item.Flag(NoticeKinds.MissedCall),
        item.Text(QuietFrom),
        item.Text(QuietTo),
        item.Text(TimeZone),
        item.Flag(WeeklyReport));

    internal static Dictionary<string, AttributeValue> Write(string employeeId, NoticeSettings settings)
    {
        var item = Item.Key(Keys.Employee(employeeId), Keys.Settings);
        item[Keys.Type] = Item.S(ItemTypes.PersonalSettings);
        item[NoticeKinds.Assignment] = Item.Bool(settings.Assignment);
        item[NoticeKinds.Target] = Item.Bool(settings.Target);
        item[NoticeKinds.Performance] = Item.Bool(settings.Performance);
        item[NoticeKinds.Announcement] = Item.Bool(settings.Announcement);
        item[NoticeKinds.MissedCall] = Item.Bool(settings.MissedCall);
        item[WeeklyReport] = Item.Bool(settings.WeeklyReport);
        item.SetIfPresent(QuietFrom, settings.QuietFrom);
        item.SetIfPresent(QuietTo, settings.QuietTo);
        item.SetIfPresent(TimeZone, settings.TimeZone);
        return item;
    }
}
