using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Ooak.LocalCloud;

/// <summary>The console for people: plain pages that reload themselves.</summary>
internal static class ConsolePages
{
    public static string Functions(Cloud cloud) => Page("Functions", """<meta http-equiv="refresh" content="3">""",
        Table(ConsoleData.Functions(cloud), ["logicalId", "state", "processes", "invocations", "errors", "lastMs", "medianMs"], row => $"/logs/{row.Str("logicalId")}")
        + "<h2>Streams</h2>" + Table(ConsoleData.Streams(cloud), ["mapping", "function", "position", "batches", "failures"])
        + "<h2>Queues</h2>" + Table(ConsoleData.Queues(cloud), ["logicalId", "visible", "inFlight"])
        + "<h2>Schedules</h2>" + Table(cloud.Schedules.Describe(), ["logicalId", "expression", "timeZone", "next"])
        + "<h2>Recent events</h2>" + Table(new JsonArray([.. ConsoleData.Events(cloud).Reverse().Take(100).Select(e => e!.DeepClone())]), ["at", "source", "text"]));

    public static string Mailbox(Cloud cloud) => Page("Mailbox", """<meta http-equiv="refresh" content="3">""",
        Table(ConsoleData.Mailbox(cloud, null), ["at", "channel", "to", "kind", "subject", "body", "code"]));

    public static string Resources(Cloud cloud) => Page("Resources", "", Table(ConsoleData.Resources(cloud), ["type", "logicalId", "physicalId"]));

    public static string Logs(Cloud cloud, string name)
    {
        if (ConsoleData.Find(cloud, name) is not { } function)
        {
            return Page("Logs", "", "<p>No such function.</p>");
        }

        var text = new StringBuilder();
        foreach (var line in function.Log.Lines())
        {
            text.Append(line.At.ToString("HH:mm:ss.fff")).Append(' ').AppendLine(WebUtility.HtmlEncode(line.Text));
        }

        return Page(function.Function.LogicalId, """<meta http-equiv="refresh" content="3">""", $"<pre>{text}</pre>");
    }

    private static string Table(JsonArray rows, string[] columns, Func<JsonNode, string>? link = null)
    {
        if (rows.Count == 0)
        {
            return "<p>Nothing yet.</p>";
        }

        var html = new StringBuilder("<table><tr>").AppendJoin("", columns.Select(c => $"<th>{c}</th>")).Append("</tr>");
        foreach (var row in rows)
        {
            html.Append("<tr>");
            foreach (var (column, index) in columns.Select((c, i) => (c, i)))
            {
                var value = WebUtility.HtmlEncode(row.Str(column) ?? "");
                html.Append(index == 0 && link is not null ? $"<td><a href=\"{WebUtility.HtmlEncode(link(row!))}\">{value}</a></td>" : $"<td>{value}</td>");
            }

            html.Append("</tr>");
        }

        return html.Append("</table>").ToString();
    }

    private static string Page(string title, string head, string body) => $$"""
        <!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{WebUtility.HtmlEncode(title)}} · LocalCloud</title>{{head}}
        <style>:root{color-scheme:light dark;font:15px/1.5 system-ui,sans-serif}body{margin:1.5rem auto;max-width:75rem;padding:0 1rem}
        nav a{margin-inline-end:1rem}table{border-collapse:collapse;width:100%}th,td{text-align:start;padding:.3rem .6rem;border-bottom:1px solid #8884;vertical-align:top;overflow-wrap:anywhere}
        pre{white-space:pre-wrap;overflow-wrap:anywhere}</style></head>
        <body><nav><a href="/">Functions</a><a href="/mailbox">Mailbox</a><a href="/resources">Resources</a></nav><h1>{{WebUtility.HtmlEncode(title)}}</h1>{{body}}</body></html>
        """;
}
