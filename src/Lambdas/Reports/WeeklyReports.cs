using System.Text.Json;
using Ooak.Lambdas.Dashboard;
using Ooak.Lambdas.Functions;
using Ooak.Lambdas.Realtime;
using Ooak.Lambdas.Wire;

namespace Ooak.Lambdas.Reports;

/// <summary>Makes the report of a week from counters.</summary>
internal sealed class WeeklyReports(CounterStore counters, TopicPublisher topic, OrganisationClock clock, FunctionSettings settings)
{
    private const int Week = 7;

    public async Task PublishAsync(DateTimeOffset due, CancellationToken cancellation)
    {
        var report = await OfWeekBeforeAsync(clock.DayOf(due), cancellation);
        await topic.PublishAsync(TopicKinds.Report, JsonSerializer.Serialize(report, WireJson.Default.WeeklyReport), cancellation);
    }

    internal async Task<WeeklyReport> OfWeekBeforeAsync(DateOnly day, CancellationToken cancellation)
    {
        var monday = day.AddDays(-(((int)day.DayOfWeek + 6) % Week));
        var (first, last) = (monday.AddDays(-Week), monday.AddDays(-1));
        var days = (await counters.OfOneAsync(employeeId: null, first, last, cancellation)).ToDictionary(item => item.Day);
        var before = await counters.OfOneAsync(employeeId: null, first.AddDays(-Week), first.AddDays(-1), cancellation);
        return new(
            WeeklyReport.CurrentVersion,
            "weekly-" + OrganisationClock.Text(first),
            settings.OrganisationName,
            OrganisationClock.Text(first),
            OrganisationClock.Text(last),
            RangeFigures.Of(days.Values, first),
            RangeFigures.Of(before, first.AddDays(-Week)),
            [.. CounterStore.Days(first, last).Select(each => new DayFigures(OrganisationClock.Text(each), days.TryGetValue(each, out var item) ? item.Values.Figures : Figures.Zero))]);
    }
}
