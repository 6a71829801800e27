using System.Text.Json;
using Ooak.Lambdas.Dashboard;
using Ooak.Lambdas.Data;
using Ooak.Lambdas.Functions;
using Ooak.Lambdas.Reports;
using Ooak.Lambdas.Tests.Dashboard;
using Ooak.Lambdas.Tests.Identity;
using Ooak.Lambdas.Tests.Product;
using Ooak.Lambdas.Wire;

namespace Ooak.Lambdas.Tests.Reports;

/// <summary>Which week a report is about, and what its mail says.</summary>
[Collection(TimeZoneCollection.Name)]
public sealed class WeeklyReportTests : IDisposable
{
    private const string Site = "https://calls.example.com";
    private readonly FakeTable _table;
    private readonly WeeklyReports _weekly;

    public WeeklyReportTests()
    {
        Environment.SetEnvironmentVariable(FunctionSettings.TimeZone, "Pacific/Auckland");
        (var table, _table) = FakeTable.Make();
        var settings = new FunctionSettings();
        _weekly = new WeeklyReports(new CounterStore(table), topic: null!, new OrganisationClock(settings, new FakeClock()), settings);
    }

    public void Dispose() => Environment.SetEnvironmentVariable(FunctionSettings.TimeZone, null);

    [Fact]
    public async Task A_report_is_about_the_organisations_week_before_and_compares_it_with_the_one_before_that()
    {
        Count(new DateOnly(2026, 5, 3), 100);
        Count(new DateOnly(2026, 5, 4), 3);
        Count(new DateOnly(2026, 5, 10), 4);
        Count(new DateOnly(2026, 5, 11), 100);
        Count(new DateOnly(2026, 4, 27), 5);

        // Monday morning there.
        var report = await ReportAsync("2026-05-10T19:00:00.000Z");

        (report.Id, report.From, report.To).ShouldBe(("weekly-2026-05-04", "2026-05-04", "2026-05-10"));
        (report.Totals.Calls, report.Previous.Calls).ShouldBe((7, 105));
        report.ByDay.Select(day => day.Calls).ShouldBe([3, 0, 0, 0, 0, 0, 4]);
    }

    [Fact]
    public async Task A_run_that_comes_later_in_the_week_is_the_same_report() =>
        (await ReportAsync("2026-05-13T19:00:00.000Z")).Id.ShouldBe((await ReportAsync("2026-05-10T19:00:00.000Z")).Id);

    [Fact]
    public async Task What_is_published_can_be_read_again()
    {
        Count(new DateOnly(2026, 5, 4), 3);
        var published = JsonSerializer.Serialize(await ReportAsync("2026-05-10T19:00:00.000Z"), WireJson.Default.WeeklyReport);

        var read = JsonSerializer.Deserialize(published, WireJson.Default.WeeklyReport)!;

        (read.ByDay[0].Day, read.ByDay[0].Calls).ShouldBe(("2026-05-04", 3));
        JsonSerializer.Serialize(read, WireJson.Default.WeeklyReport).ShouldBe(published);
    }

    [Fact]
    public async Task Text_and_page_say_the_same_and_whatever_the_organisation_is_called_stays_text()
    {
        Count(new DateOnly(2026, 5, 4), 1_234);
        var letter = ReportLetter.Of(await ReportAsync("2026-05-10T19:00:00.000Z"), "A&B <script>alert(1)</script>\r\nBcc: x@example.com", Site);

        letter.Subject.ShouldBe("Calls of A&B <script>alert(1)</script>  Bcc: x@example.com, Mon 4 May 2026 to Sun 10 May 2026");
        letter.Text.ShouldContain("Calls: 1,234 (week before: 0)");
        letter.Text.ShouldContain("Talk time: 20 h 34 min");
        letter.Text.ShouldContain($"{Site}/dashboard/#/settings");
        letter.Html.ShouldContain("1,234");
        letter.Html.ShouldContain("A&amp;B &lt;script&gt;");
        letter.Html.ShouldNotContain("<script");
        letter.Html.ShouldContain("range=custom&amp;from=2026-05-04&amp;to=2026-05-10");
    }

    private Task<WeeklyReport> ReportAsync(string due) =>
        _weekly.OfWeekBeforeAsync(new OrganisationClock(new FunctionSettings(), TimeProvider.System).DayOf(Samples.At(due)), CancellationToken.None);

    private void Count(DateOnly day, int calls)
    {
        var values = new CounterValues();
        for (var n = 0; n < calls; n++)
        {
            values.AddCall(Samples.Call, 9, +1);
        }

        _table.Put(Counters.None(new CounterKey(day, Keys.WholeOrganisation)).With(values, Samples.At("2026-05-04T09:30:00.000Z")).ToPut("table").Item);
    }
}
