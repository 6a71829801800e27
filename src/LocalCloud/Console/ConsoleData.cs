using System.Text.Json.Nodes;
using Ooak.LocalCloud.Lambda;

namespace Ooak.LocalCloud;

/// <summary>What the console tells, as JSON.</summary>
internal static class ConsoleData
{
    public static FunctionPool? Find(Cloud cloud, string name) =>
        cloud.Lambda.Functions.FirstOrDefault(f => f.Function.LogicalId == name || f.Function.Name == name);

    public static JsonArray Functions(Cloud cloud) => new([.. cloud.Lambda.Functions.OrderBy(f => f.Function.LogicalId, StringComparer.Ordinal).Select(f => (JsonNode)new JsonObject
    {
        ["logicalId"] = f.Function.LogicalId,
        ["name"] = f.Function.Name,
        ["state"] = f.Processes == 0 ? "cold" : "warm",
        ["processes"] = f.Processes,
        ["coldStarts"] = f.ColdStarts,
        ["invocations"] = f.Statistics.Invocations,
        ["errors"] = f.Statistics.Errors,
        ["lastMs"] = Math.Round(f.Statistics.LastMilliseconds, 1),
        ["medianMs"] = Math.Round(f.Statistics.Median(), 1),
        ["memoryMb"] = f.Function.MemoryMegabytes,
        ["timeoutSeconds"] = f.Function.Timeout.TotalSeconds,
    })]);

    public static JsonArray Logs(FunctionPool function) =>
        new([.. function.Log.Lines().Select(l => (JsonNode)new JsonObject { ["at"] = l.At.ToString("O"), ["text"] = l.Text })]);

    public static JsonArray Events(Cloud cloud) =>
        new([.. cloud.Events.Recent().Select(e => (JsonNode)new JsonObject { ["at"] = e.At.ToString("O"), ["source"] = e.Source, ["text"] = e.Text })]);

    public static JsonArray Mailbox(Cloud cloud, string? to) =>
        new([.. cloud.Mailbox.All.Where(m => string.IsNullOrEmpty(to) || m.To.Equals(to, StringComparison.OrdinalIgnoreCase)).Select(m => (JsonNode)new JsonObject
        {
            ["id"] = m.Id,
            ["at"] = m.At.ToString("O"),
            ["channel"] = m.Channel,
            ["to"] = m.To,
            ["kind"] = m.Kind,
            ["subject"] = m.Subject,
            ["body"] = m.Body,
            ["code"] = m.Code,
            ["html"] = m.Html,
        })]);

    public static JsonArray Resources(Cloud cloud) => new([.. cloud.Stack.Resources.OrderBy(r => r.Type, StringComparer.Ordinal).Select(r => (JsonNode)new JsonObject
    {
        ["logicalId"] = r.LogicalId,
        ["type"] = r.Type,
        ["physicalId"] = r.PhysicalId,
        ["arn"] = r.Arn,
    })]);

    public static JsonArray Queues(Cloud cloud) => new([.. cloud.Sqs.Queues.Select(q => (JsonNode)new JsonObject
    {
        ["logicalId"] = q.Resource.LogicalId,
        ["url"] = q.Url,
        ["visible"] = q.Visible,
        ["inFlight"] = q.InFlight,
    })]);

    public static JsonArray Streams(Cloud cloud) => cloud.Streams.Describe();
}
