using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ooak.LocalCloud;

/// <summary>The console's addresses: pages for people, the same as JSON under /api, faults under /faults.</summary>
internal static class ConsoleEndpoint
{
    public static async Task HandleAsync(HttpContext context, Cloud cloud)
    {
        var path = context.Request.Path.Value ?? "/";
        var response = (context.Request.Method, path) switch
        {
            ("POST", "/faults") => await Faults(context, cloud),
            ("POST", _) when path.StartsWith("/api/rules/", StringComparison.Ordinal) => Fire(cloud, path["/api/rules/".Length..]),
            ("POST", _) when path.StartsWith("/api/schedules/", StringComparison.Ordinal) => FireSchedule(cloud, path["/api/schedules/".Length..], context.Request.Query["at"]),
            ("GET", "/faults") => Answer(cloud.Faults.Describe()),
            ("GET", "/mailbox.json") => Answer(ConsoleData.Mailbox(cloud, context.Request.Query["to"])),
            ("GET", "/api/functions") => Answer(ConsoleData.Functions(cloud)),
            ("GET", "/api/events") => Answer(ConsoleData.Events(cloud)),
            ("GET", "/api/resources") => Answer(ConsoleData.Resources(cloud)),
            ("GET", "/api/queues") => Answer(ConsoleData.Queues(cloud)),
            ("GET", "/api/schedules") => Answer(cloud.Schedules.Describe()),
            ("GET", "/api/streams") => Answer(ConsoleData.Streams(cloud)),
            ("GET", _) when path.StartsWith("/api/logs/", StringComparison.Ordinal) => Logs(cloud, path["/api/logs/".Length..]),
            ("GET", "/mailbox") => Page(ConsolePages.Mailbox(cloud)),
            ("GET", "/resources") => Page(ConsolePages.Resources(cloud)),
            ("GET", _) when path.StartsWith("/logs/", StringComparison.Ordinal) => Page(ConsolePages.Logs(cloud, path["/logs/".Length..])),
            ("GET", "/") => Page(ConsolePages.Functions(cloud)),
            _ => WireResponse.Text(404, "text/plain", "no such page"),
        };
        await response.With("cache-control", "no-store").WriteAsync(context);
    }

    private static async Task<WireResponse> Faults(HttpContext context, Cloud cloud)
    {
        try
        {
            var body = await JsonNode.ParseAsync(context.Request.Body);
            return Answer(cloud.Faults.Apply(body as JsonObject ?? []));
        }
        catch (JsonException e)
        {
            return WireResponse.Text(400, "text/plain", e.Message);
        }
    }

    /// <summary>Fires a schedule at once, so that nobody waits for the night.</summary>
    private static WireResponse Fire(Cloud cloud, string rule) =>
        cloud.Rules.Fire(rule) ? WireResponse.Text(202, "text/plain", "fired") : WireResponse.Text(404, "text/plain", "no such rule");

    /// <param name="at">The time that was due; now if absent.</param>
    private static WireResponse FireSchedule(Cloud cloud, string schedule, string? at)
    {
        var due = DateTimeOffset.UtcNow;
        if (!string.IsNullOrEmpty(at) && !DateTimeOffset.TryParse(at, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out due))
        {
            return WireResponse.Text(400, "text/plain", "at is a time such as 2026-05-04T03:30:00Z");
        }

        return cloud.Schedules.Fire(schedule, due.UtcDateTime) ? WireResponse.Text(202, "text/plain", "fired") : WireResponse.Text(404, "text/plain", "no such schedule");
    }

    private static WireResponse Logs(Cloud cloud, string name) =>
        ConsoleData.Find(cloud, name) is { } function ? Answer(ConsoleData.Logs(function)) : WireResponse.Text(404, "text/plain", "no such function");

    private static WireResponse Answer(JsonNode node) => new(200, [new("content-type", "application/json")], Json.Bytes(node));

    private static WireResponse Page(string html) => WireResponse.Text(200, "text/html; charset=utf-8", html);
}
