using System.Text.Json;

namespace Ooak.Benchmarks;

/// <summary>Requests of POST /sync.</summary>
internal static class Sync
{
    private const string Device = "0197a000-0000-7000-9000-000000000001";

    /// <param name="account">Whose outbox the phone says it is.</param>
    public static byte[] Request(string caller, string account, JsonArray mutations, string? cursor = null) =>
        Events.Http("POST", "/sync", caller, new JsonObject { ["deviceId"] = Device, ["employeeId"] = account, ["cursor"] = cursor, ["mutations"] = mutations }.ToJsonString());

    public static JsonArray Creates(int count) => [.. Enumerable.Range(0, count).Select(_ => (JsonNode)new JsonObject
    {
        ["mutationId"] = Guid.CreateVersion7().ToString("D"),
        ["kind"] = "create",
        ["call"] = Call(),
    })];

    /// <summary>A call as people log it.</summary>
    public static JsonObject Call()
    {
        var now = DateTimeOffset.UtcNow;
        return new JsonObject
        {
            ["id"] = Guid.CreateVersion7().ToString("D"),
            ["contactName"] = "Anna Becker",
            ["contactPhone"] = $"+4930{2_300_000 + Random.Shared.Next(3_000)}",
            ["callType"] = "outgoing",
            ["status"] = "completed",
            ["duration"] = 184,
            ["notes"] = "Wants the offer by e-mail; asked for a price for 50 seats.",
            ["outcome"] = "Interested",
            ["startedAt"] = JsonSerializer.SerializeToNode(now.AddMinutes(-5)),
            ["createdAt"] = JsonSerializer.SerializeToNode(now),
        };
    }
}
