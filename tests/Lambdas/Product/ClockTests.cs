using Ooak.Lambdas.Calls;
using Ooak.Lambdas.Dashboard;
using Ooak.Lambdas.Functions;
using Ooak.Lambdas.Tests.Dashboard;

namespace Ooak.Lambdas.Tests.Product;

/// <summary>The organisation's days. One class, since the time zone comes from the environment.</summary>
[Collection(TimeZoneCollection.Name)]
public sealed class ClockTests : IDisposable
{
    public void Dispose() => Environment.SetEnvironmentVariable(FunctionSettings.TimeZone, null);

    [Theory]
    [InlineData("Etc/UTC", "2026-05-04", "2026-05-04T00:00:00.000Z")]
    [InlineData("Europe/Stockholm", "2026-03-29", "2026-03-28T23:00:00.000Z")]
    [InlineData("Europe/Stockholm", "2026-03-30", "2026-03-29T22:00:00.000Z")]
    [InlineData("America/Santiago", "2026-09-06", "2026-09-06T04:00:00.000Z")]
    [InlineData("America/Santiago", "2026-04-05", "2026-04-05T04:00:00.000Z")]
    [InlineData("America/Havana", "2026-11-01", "2026-11-01T04:00:00.000Z")]
    [InlineData("Asia/Kathmandu", "2026-01-01", "2025-12-31T18:15:00.000Z")]
    public void A_day_begins_at_the_first_instant_that_it_has(string zone, string day, string start) =>
        Clock(zone).StartOf(DateOnly.Parse(day)).ShouldBe(Samples.At(start));

    [Theory]
    [InlineData("America/Santiago")]
    [InlineData("America/Havana")]
    [InlineData("Europe/Stockholm")]
    [InlineData("Australia/Lord_Howe")]
    public void Every_instant_lies_in_the_day_whose_start_precedes_it(string zone)
    {
        var clock = Clock(zone);
        for (var day = new DateOnly(2026, 1, 1); day.Year == 2026; day = day.AddDays(1))
        {
            var start = clock.StartOf(day);
            clock.DayOf(start).ShouldBe(day);
            clock.DayOf(start.AddMilliseconds(-1)).ShouldBe(day.AddDays(-1));
            clock.StartOf(day.AddDays(1)).ShouldBeGreaterThan(start);
        }
    }

    [Fact]
    public void An_unknown_day_is_no_day()
    {
        OrganisationClock.TryReadDay("2026-02-29", out _).ShouldBeFalse();
        OrganisationClock.TryReadDay("2026-2-1", out _).ShouldBeFalse();
        OrganisationClock.TryReadDay("2028-02-29", out var day).ShouldBeTrue();
        OrganisationClock.Text(day).ShouldBe("2028-02-29");
    }

    [Fact]
    public void A_call_counts_in_its_local_hour_and_only_what_changes_is_written()
    {
        var clock = Clock("Asia/Kathmandu");
        var sheet = new CounterSheet();
        sheet.AddCall(Samples.Call, clock, -1);
        sheet.AddCall(Samples.Call with { Duration = 100, Status = CallStatus.Completed, CallType = CallType.Incoming }, clock, +1);

        sheet.Filled.Select(pair => pair.Key.Sort).ShouldBe(["EMP#" + Samples.EmployeeId, "ORG"]);
        sheet.Filled.Select(pair => pair.Value.Figures).ShouldAllBe(figures => figures == new Figures { Incoming = 1, Outgoing = -1, TalkSeconds = 40 });

        var added = new CounterSheet();
        added.AddCall(Samples.Call, clock, +1);
        added.At(new DateOnly(2026, 5, 4), "ORG").Hours[15].ShouldBe(1);
    }

    [Fact]
    public void A_change_that_changes_no_figure_is_nothing()
    {
        var sheet = new CounterSheet();
        sheet.AddCall(Samples.Call, Clock("Etc/UTC"), -1);
        sheet.AddCall(Samples.Call with { Notes = "other" }, Clock("Etc/UTC"), +1);

        sheet.Filled.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(false, false, true)]
    [InlineData(true, false, false)]
    [InlineData(false, true, false)]
    public void Deleted_and_private_calls_do_not_count(bool deleted, bool isPrivate, bool counts)
    {
        CounterValues.Counts(Samples.Call with { Deleted = deleted, Private = isPrivate }).ShouldBe(counts);
        CounterValues.Counts(null).ShouldBeFalse();
    }

    [Fact]
    public void A_missed_call_adds_no_talk()
    {
        var values = new CounterValues();
        values.AddCall(Samples.Call with { Status = CallStatus.Missed, Duration = 30 }, hour: 9, +1);

        values.Figures.ShouldBe(new Figures { Calls = 1, Missed = 1, Outgoing = 1 });
    }

    private static OrganisationClock Clock(string zone)
    {
        Environment.SetEnvironmentVariable(FunctionSettings.TimeZone, zone);
        return new OrganisationClock(new FunctionSettings(), TimeProvider.System);
    }
}
