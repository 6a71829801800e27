namespace Ooak.LocalCloud.Lambda;

/// <summary>What a function answered. <see cref="FunctionError"/> is Lambda's X-Amz-Function-Error: "Unhandled", or null for success.</summary>
internal sealed record InvocationResult(byte[] Payload, string? FunctionError, string RequestId, TimeSpan Duration);

/// <summary>One event on its way through a process.</summary>
internal sealed class Invocation(byte[] payload, string traceHeader)
{
    private readonly TaskCompletionSource<(byte[] Payload, string? Error)> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string RequestId { get; } = Guid.NewGuid().ToString();

    public byte[] Payload => payload;

    public string TraceHeader => traceHeader;

    public DateTimeOffset Deadline { get; set; }

    public Task<(byte[] Payload, string? Error)> Outcome => _outcome.Task;

    public bool Complete(byte[] answer, string? error) => _outcome.TrySetResult((answer, error));

    public void Fail(string type, string message) =>
        Complete(Json.Bytes(new System.Text.Json.Nodes.JsonObject { ["errorType"] = type, ["errorMessage"] = $"RequestId: {RequestId} Error: {message}" }), "Unhandled");
}
