using System.Globalization;
using System.Net;
using System.Text;
using Ooak.Lambdas.Dashboard;
using Ooak.Lambdas.Functions;

namespace Ooak.Lambdas.Reports;

/// <summary>A week's report as people read it: the same words as plain text and as simple HTML.</summary>
internal sealed record ReportLetter(string Subject, string Text, string Html)
{
    private static readonly CultureInfo English = CultureInfo.InvariantCulture;

    /// <param name="organisation">As its managers named it: whatever they typed.</param>
    /// <param name="site">Where the dashboard is.</param>
    internal static ReportLetter Of(WeeklyReport report, string organisation, string site)
    {
        var week = $"{Day(report.From)} to {Day(report.To)}";
        var title = $"Calls of {OneLine(organisation)}, {week}";
        var link = $"{site}/dashboard/#/overview?range=custom&from={report.From}&to={report.To}";
        var rows = Rows(report.Totals, report.Previous);
        return new(title, PlainOf(title, rows, report.ByDay, link, site), HtmlOf(title, rows, report.ByDay, link, site));
    }

    private static List<(string Name, string Value, string Before)> Rows(Figures now, Figures before) =>
    [
        ("Calls", Number(now.Calls), Number(before.Calls)),
        ("Answered", Number(now.Completed), Number(before.Completed)),
        ("Missed", Number(now.Missed), Number(before.Missed)),
        ("Missed and not returned", Number(now.UnreturnedMissed), Number(before.UnreturnedMissed)),
        ("Talk time", Duration(now.TalkSeconds), Duration(before.TalkSeconds)),
        ("People spoken with", Number(now.UniqueContacts), Number(before.UniqueContacts)),
    ];

    private static string PlainOf(string title, List<(string Name, string Value, string Before)> rows, IReadOnlyList<DayFigures> days, string link, string site)
    {
        var text = new StringBuilder().AppendLine(title).AppendLine();
        foreach (var (name, value, before) in rows)
        {
            text.AppendLine(English, $"{name}: {value} (week before: {before})");
        }

        text.AppendLine();
        foreach (var day in days)
        {
            text.AppendLine(English, $"{Day(day.Day)}: {Number(day.Calls)} calls, {Number(day.Completed)} answered");
        }

        return text.AppendLine().AppendLine(English, $"The whole week on the dashboard: {link}").AppendLine()
            .AppendLine(English, $"You get this because you asked for it. Turn it off in the dashboard's settings: {site}/dashboard/#/settings")
            .ToString();
    }

    // Mail programs know little: no styles but those on the elements themselves.
    private static string HtmlOf(string title, List<(string Name, string Value, string Before)> rows, IReadOnlyList<DayFigures> days, string link, string site)
    {
        const string cell = "style=\"padding:6px 16px 6px 0;text-align:start\"";
        const string number = "style=\"padding:6px 0 6px 16px;text-align:end\"";
        var html = new StringBuilder("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>").Append(Encoded(title)).Append("</title></head>")
            .Append("<body style=\"font-family:system-ui,sans-serif;font-size:16px;line-height:1.5;max-width:40em;margin:0 auto;padding:16px\">")
            .Append("<h1 style=\"font-size:20px\">").Append(Encoded(title)).Append("</h1>")
            .Append(English, $"<table><tr><th scope=\"col\" {cell}>Figure</th><th scope=\"col\" {number}>This week</th><th scope=\"col\" {number}>Week before</th></tr>");
        foreach (var (name, value, before) in rows)
        {
            html.Append(English, $"<tr><th scope=\"row\" {cell}>{Encoded(name)}</th><td {number}>{Encoded(value)}</td><td {number}>{Encoded(before)}</td></tr>");
        }

        html.Append(English, $"</table><h2 style=\"font-size:16px\">By day</h2><table><tr><th scope=\"col\" {cell}>Day</th><th scope=\"col\" {number}>Calls</th><th scope=\"col\" {number}>Answered</th></tr>");
        foreach (var day in days)
        {
            html.Append(English, $"<tr><th scope=\"row\" {cell}>{Encoded(Day(day.Day))}</th><td {number}>{Number(day.Calls)}</td><td {number}>{Number(day.Completed)}</td></tr>");
        }

        return html.Append(English, $"</table><p><a href=\"{Encoded(link)}\">The whole week on the dashboard</a></p>")
            .Append(English, $"<p style=\"font-size:14px\">You get this because you asked for it. <a href=\"{Encoded(site)}/dashboard/#/settings\">Turn it off in the dashboard’s settings</a>.</p></body></html>")
            .ToString();
    }

    private static string Encoded(string text) => WebUtility.HtmlEncode(text);

    // A subject is one line.
    private static string OneLine(string text) => new([.. text.Select(letter => char.IsControl(letter) ? ' ' : letter)]);

    private static string Day(string day) => OrganisationClock.TryReadDay(day, out var date) ? date.ToString("ddd d MMM yyyy", English) : day;

    private static string Number(long value) => value.ToString("N0", English);

    private static string Duration(long seconds) => seconds < 3600
        ? string.Create(English, $"{seconds / 60} min")
        : string.Create(English, $"{seconds / 3600:N0} h {seconds % 3600 / 60} min");
}
