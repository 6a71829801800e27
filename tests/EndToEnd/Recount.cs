using System.Globalization;
using System.Text;

namespace Ooak.EndToEnd.Tests;

/// <summary>Figures written as text, counted from calls or as the dashboard shows them; equal texts are equal figures.</summary>
internal static class Recount
{
    private static readonly string[] Names = ["calls", "completed", "missed", "rejected", "incoming", "outgoing", "talkSeconds"];

    /// <summary>As the dashboard should say it, for calls of the days <paramref name="from"/> to <paramref name="to"/> (UTC).</summary>
    public static string Of(IReadOnlyCollection<JsonNode> calls, string from, string to)
    {
        var text = new StringBuilder().AppendLine("totals " + Line(calls));
        for (var day = DateOnly.Parse(from, CultureInfo.InvariantCulture); day <= DateOnly.Parse(to, CultureInfo.InvariantCulture); day = day.AddDays(1))
        {
            var its = calls.Where(call => DateOnly.FromDateTime(Start(call)) == day).ToList();
            text.AppendLine($"{day:yyyy-MM-dd} {Line(its)}");
        }

        var hours = Enumerable.Range(0, 7).Select(weekday => Enumerable.Range(0, 24).Select(hour =>
            calls.Count(call => ((int)Start(call).DayOfWeek + 6) % 7 == weekday && Start(call).Hour == hour)));
        text.AppendLine(string.Join('|', hours.Select(day => string.Join(',', day))));
        foreach (var group in calls.GroupBy(call => (string)call["employeeId"]!).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            text.AppendLine($"{group.Key} {Line([.. group])}");
        }

        return text.ToString();
    }

    public static string Shown(JsonNode dashboard)
    {
        var text = new StringBuilder().AppendLine("totals " + Line(dashboard["totals"]!));
        foreach (var day in dashboard["byDay"]!.AsArray())
        {
            text.AppendLine($"{day!["day"]} {Line(day)}");
        }

        text.AppendLine(string.Join('|', dashboard["byHour"]!.AsArray().Select(day => string.Join(',', day!.AsArray().Select(count => (int)count!)))));
        foreach (var employee in dashboard["byEmployee"]!.AsArray().Where(employee => (long)employee!["calls"]! > 0).OrderBy(employee => (string)employee!["employeeId"]!, StringComparer.Ordinal))
        {
            text.AppendLine($"{employee!["employeeId"]} {Line(employee)}");
        }

        return text.ToString();
    }

    private static string Line(IReadOnlyCollection<JsonNode> calls)
    {
        int Status(string status) => calls.Count(call => (string)call["status"]! == status);
        int Type(string type) => calls.Count(call => (string)call["callType"]! == type);
        var talk = calls.Where(call => (string)call["status"]! == "completed").Sum(call => (long)call["duration"]!);
        return $"{calls.Count} {Status("completed")} {Status("missed")} {Status("rejected")} {Type("incoming")} {Type("outgoing")} {talk}";
    }

    private static string Line(JsonNode figures) => string.Join(' ', Names.Select(name => (long)figures[name]!));

    private static DateTime Start(JsonNode call) => DateTimeOffset.Parse((string)call["startedAt"]!, CultureInfo.InvariantCulture).UtcDateTime;
}
