using System.Globalization;
using Ooak.Lambdas.Audit;
using Ooak.Lambdas.Data;
using Ooak.Lambdas.Functions;

namespace Ooak.EndToEnd.Tests;

/// <summary>The trail is kept by UTC months and read by the organisation's. The years are long past: nothing else is written there.</summary>
[Collection(nameof(SharedCloud))]
public sealed class AuditMonthTests(SharedCloud shared)
{
    private const int PageSize = 2;
    private static readonly AuditFilter Everything = new(null, null, null);
    private readonly TestCloud _cloud = shared.Cloud;

    [Theory]
    [InlineData("Pacific/Auckland", 2001, "2001-03-31T11:59:59Z", "2001-03-31T12:00:00Z", "2001-04-30T11:59:59Z", "2001-04-30T12:00:00Z")]
    [InlineData("America/Los_Angeles", 2002, "2002-04-01T07:59:59Z", "2002-04-01T08:00:00Z", "2002-05-01T06:59:59Z", "2002-05-01T07:00:00Z")]
    [InlineData("Etc/UTC", 2003, "2003-03-31T23:59:59Z", "2003-04-01T00:00:00Z", "2003-04-30T23:59:59Z", "2003-05-01T00:00:00Z")]
    public async Task A_month_is_the_organisations_from_its_first_instant_to_its_last(string zone, int year, string before, string first, string last, string after)
    {
        var trail = new AuditTrail(new DataTable(_cloud.DynamoDb, _cloud.SettingsFor(_cloud.Table)));
        string[] written = [before, first, $"{year}-04-10T12:00:00Z", $"{year}-04-20T12:00:00Z", last, after];
        foreach (var at in written.Select(At))
        {
            await trail.AppendAsync(new AuditEntry(at, AuditEntry.System, "settings-changed", new Dictionary<string, string>()), CancellationToken.None);
        }

        var read = await ReadAsync(trail, Clock(zone), $"{year}-04");

        read.ShouldBe(written[1..^1].Reverse().Select(At));
    }

    [Fact]
    public async Task A_cursor_of_another_month_is_refused()
    {
        var manager = await _cloud.AsAsync(TestCloud.Manager);
        foreach (var cursor in new[] { "2003-05." + Guid.CreateVersion7(), "2003-04." + Guid.CreateVersion7(At("2003-06-01T00:00:00Z")), Guid.CreateVersion7().ToString(), "2003-04.", "." })
        {
            (await manager.GetAsync("/audit?month=2003-04&cursor=" + cursor)).ExpectProblem(400, "invalid-request");
        }

        (await manager.GetAsync("/audit?month=2003-04&cursor=2003-04." + Guid.CreateVersion7(At("2003-04-02T00:00:00Z")))).Expect(200);
    }

    private static async Task<List<DateTimeOffset>> ReadAsync(AuditTrail trail, OrganisationClock clock, string text)
    {
        var errors = new Dictionary<string, string[]>();
        var month = AuditMonth.Read(text, clock, errors);
        var read = new List<DateTimeOffset>();
        string? cursor = null;
        do
        {
            var (entries, next) = await trail.ReadAsync(month, Everything, AuditPosition.Read(cursor, month, errors), PageSize, CancellationToken.None);
            errors.ShouldBeEmpty();
            read.AddRange(entries.Select(entry => entry.At));
            cursor = next?.ToString();
        }
        while (cursor is not null);
        return read;
    }

    private static OrganisationClock Clock(string zone) => new(new FunctionSettings(new Dictionary<string, string> { [FunctionSettings.TimeZone] = zone }), TimeProvider.System);

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
