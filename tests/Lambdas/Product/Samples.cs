using System.Text.Json;
using Ooak.Lambdas.Calls;
using Ooak.Lambdas.Wire;

namespace Ooak.Lambdas.Tests.Product;

/// <summary>A call to start from.</summary>
internal static class Samples
{
    public const string CallId = "0197a000-0000-7000-8000-000000000001";
    public const string EmployeeId = "0197a000-0000-7000-8000-0000000000e1";

    public static Call Call { get; } = new()
    {
        Id = CallId,
        EmployeeId = EmployeeId,
        ContactName = "Ada",
        ContactPhone = "+46701234567",
        CallType = CallType.Outgoing,
        Status = CallStatus.Completed,
        Duration = 60,
        Notes = "first",
        StartedAt = At("2026-05-04T09:30:00.000Z"),
        CreatedAt = At("2026-05-04T09:31:00.000Z"),
        SyncedAt = At("2026-05-04T09:32:00.000Z"),
        UpdatedAt = At("2026-05-04T09:32:00.000Z"),
        Version = 3,
    };

    public static DateTimeOffset At(string text) => Instant.Parse(text);

    public static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;
}
