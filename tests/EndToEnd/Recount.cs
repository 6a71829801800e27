using System.Globalization;
using System.Text;

namespace Ooak.EndToEnd.Tests;

/// <summary>Figures written as text, counted from calls or as the dashboard shows them; equal texts are equal figures.</summary>
internal static class Recount
{
    private static readonly string[] Names = ["calls", "completed", "missed", "rejected", "incoming", "outgoing", "talkSeconds", "uniqueContacts", "unreturnedMissed"];

    /// <summary>As the dashboard should say it, for calls of the days <paramref name="from"/> to <paramref name="to"/> (UTC).</summary>
    /// <param name="all">Everybody's calls of all days: one of them may have returned a missed one.</param>
    public static string Of(IReadOnlyCollection<JsonNode> calls, IReadOnlyCollection<JsonNode> all, string from, string to)
    {
        var returned = all.Where(call => (string)call["status"]! == "completed" && call["contactPhone"] is not null)
            .GroupBy(call => (string)call["contactPhone"]!)
            .ToDictionary(group => group.Key, group => group.Max(Start));
        string Line(IReadOnlyCollection<JsonNode> some) => Counted(some, returned);
        var text = new StringBuilder().AppendLine("totals " + Line(calls));
        for (var day = DateOnly.Parse(from, CultureInfo.InvariantCulture); day <= DateOnly.Parse(to, CultureInfo.InvariantCulture); day = day.AddDays(1))
        {
            var its = calls.Where(call => DateOnly.FromDateTime(Start(call)) == day).ToList();
            text.AppendLine($"{day:yyyy-MM-dd} {Line(its)}");
        }

        var hours = Enumerable.Range(0, 7).Select(weekday => Enumerable.Range(0, 24).Select(hour =>
            calls.Count(call => ((int)Start(call).DayOfWeek + 6) % 7 == weekday && Start(call).Hour == hour)));
        text.AppendLine(string.Join('|', hours.Select(day => string.Join(',', day))));
        foreach (var group in calls.Where(call => (string?)call["outcome"] is { Length: > 0 }).GroupBy(call => (string)call["outcome"]!).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            text.AppendLine($"{group.Key}: {group.Count()}");
        }

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
        foreach (var outcome in dashboard["byOutcome"]!.AsArray().Where(outcome => outcome!["outcome"] is not null).OrderBy(outcome => (string)outcome!["outcome"]!, StringComparer.Ordinal))
        {
            text.AppendLine($"{outcome!["outcome"]}: {outcome["calls"]}");
        }

        foreach (var employee in dashboard["byEmployee"]!.AsArray().Where(employee => (long)employee!["calls"]! > 0).OrderBy(employee => (string)employee!["employeeId"]!, StringComparer.Ordinal))
        {
            text.AppendLine($"{employee!["employeeId"]} {Line(employee)}");
        }

        return text.ToString();
    }

    private static string Counted(IReadOnlyCollection<JsonNode> calls, Dictionary<string, DateTime> returned)
    {
        int Status(string status) => calls.Count(call => (string)call["status"]! == status);
        int Type(string type) => calls.Count(call => (string)call["callType"]! == type);
        var talk = calls.Where(call => (string)call["status"]! == "completed").Sum(call => (long)call["duration"]!);
        var contacts = calls.Select(call => (string?)call["contactPhone"]).OfType<string>().Distinct().Count();
        var unreturned = calls.Count(call => (string)call["status"]! == "missed" && (string)call["callType"]! == "incoming"
            && (string?)call["contactPhone"] is { } phone && !(returned.TryGetValue(phone, out var last) && last > Start(call)));
        return $"{calls.Count} {Status("completed")} {Status("missed")} {Status("rejected")} {Type("incoming")} {Type("outgoing")} {talk} {contacts} {unreturned}";
    }

    private static string Line(JsonNode figures) => string.Join(' ', Names.Select(name => (long)figures[name]!));

    private static DateTime Start(JsonNode call) => DateTimeOffset.Parse((string)call["startedAt"]!, CultureInfo.InvariantCulture).UtcDateTime;
}
