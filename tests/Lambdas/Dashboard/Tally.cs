using System.Globalization;
using Ooak.Lambdas.Calls;
using Ooak.Lambdas.Dashboard;
using Ooak.Lambdas.Functions;

namespace Ooak.Lambdas.Tests.Dashboard;

/// <summary>Figures as a person would count them, call by call; and as counters tell them. Equal texts are equal figures.</summary>
internal static class Tally
{
    /// <summary>Of all calls, as far as they lie in the range; <paramref name="employeeId"/> null: everybody's.</summary>
    public static string Of(IReadOnlyCollection<Call> all, string? employeeId, DateOnly from, DateOnly to, OrganisationClock clock)
    {
        var calls = all.Where(call => (employeeId ?? call.EmployeeId) == call.EmployeeId && clock.DayOf(call.StartedAt) is var day && day >= from && day <= to).ToList();
        var completed = calls.Where(call => call.Status == CallStatus.Completed).ToList();
        return Line(
            calls.Count,
            completed.Count,
            calls.Count(call => call.Status == CallStatus.Missed),
            calls.Count(call => call.Status == CallStatus.Rejected),
            calls.Count(call => call.CallType == CallType.Incoming),
            calls.Count(call => call.CallType == CallType.Outgoing),
            completed.Sum(call => call.Duration),
            calls.Select(call => call.ContactPhone).OfType<string>().Distinct().Count(),
            calls.Count(call => IsUnreturned(call, all)),
            string.Join(' ', calls.GroupBy(call => call.Outcome).Where(group => group.Key is not null).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => $"{group.Key}={group.Count()}")),
            string.Join(' ', Enumerable.Range(0, 24).Select(hour => calls.Count(call => clock.HourOf(call.StartedAt) == hour))));
    }

    public static string Of(IEnumerable<Counters> counters, string? employeeId, DateOnly from, DateOnly to)
    {
        var days = counters.Where(item => item.EmployeeId == employeeId && item.Day >= from && item.Day <= to).ToList();
        var figures = RangeFigures.Of(days, from);
        var sum = new CounterValues();
        days.ForEach(day => sum.Add(day.Values));
        return Line(
            figures.Calls,
            figures.Completed,
            figures.Missed,
            figures.Rejected,
            figures.Incoming,
            figures.Outgoing,
            figures.TalkSeconds,
            figures.UniqueContacts,
            figures.UnreturnedMissed,
            string.Join(' ', sum.Outcomes.Select(pair => $"{pair.Key}={pair.Value}")),
            string.Join(' ', sum.Hours));
    }

    public static List<Counters> CountersOf(FakeTable table) =>
        [.. table.Items.Where(item => item["pk"].S.StartsWith("AGG#", StringComparison.Ordinal)).Select(Counters.FromItem)];

    private static bool IsUnreturned(Call call, IEnumerable<Call> all) =>
        call is { CallType: CallType.Incoming, Status: CallStatus.Missed, ContactPhone: { } number }
        && !all.Any(other => other.ContactPhone == number && other.Status == CallStatus.Completed && other.StartedAt > call.StartedAt);

    private static string Line(params object[] values) => string.Join(" | ", values.Select(value => Convert.ToString(value, CultureInfo.InvariantCulture)));
}
