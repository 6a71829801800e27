using Ooak.Lambdas.Functions;

namespace Ooak.Lambdas.Recordings;

/// <summary>Where a recording is kept: one object per call, so that an upload that starts again replaces itself.</summary>
public sealed record RecordingKey(string EmployeeId, string CallId)
{
    public const string Prefix = "recordings/";

    /// <summary>Null: no recording is kept under such a key.</summary>
    public static RecordingKey? Parse(string key) =>
        key.Split('/') is ["recordings", var employeeId, var callId] && Ids.IsEmployeeId(employeeId) && Ids.IsUuid(callId) ? new(employeeId, callId) : null;

    public override string ToString() => $"{Prefix}{EmployeeId}/{CallId}";
}
