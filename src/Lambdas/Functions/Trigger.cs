namespace Ooak.Lambdas.Functions;

/// <summary>What starts a function.</summary>
public abstract record Trigger;

/// <summary>An HTTP API route.</summary>
/// <param name="Method">GET, POST, PUT, PATCH or DELETE.</param>
/// <param name="Route">Without the stage; <c>{id}</c> is one segment.</param>
/// <param name="Audience">Who may call it.</param>
public sealed record HttpTrigger(string Method, string Route, Audience Audience) : Trigger;

/// <summary>A route of the WebSocket API: <c>$connect</c>, <c>$disconnect</c> or <c>$default</c>.</summary>
/// <param name="Answers">The client gets the function's body back (a route response).</param>
public sealed record WebSocketTrigger(string RouteKey, bool Answers = false) : Trigger;

/// <summary>The table's stream. Only items of these types arrive, or counters would trigger themselves.</summary>
/// <param name="ItemTypes">Values of the item's <c>type</c>.</param>
/// <param name="BatchSize">Records an invocation, at most.</param>
public sealed record StreamTrigger(string[] ItemTypes, int BatchSize) : Trigger;

/// <summary>The topic.</summary>
/// <param name="Kinds">Values of the message attribute <c>kind</c> that this function receives.</param>
public sealed record TopicTrigger(params string[] Kinds) : Trigger;

/// <summary>An object that was uploaded to the bucket of recordings.</summary>
/// <param name="Prefix">Of the keys that this function is about.</param>
public sealed record UploadTrigger(string Prefix) : Trigger;

/// <summary>The clock, in the organisation's time zone. A run comes at least once; its function takes a <see cref="ScheduledRun"/>.</summary>
/// <param name="Expression"><c>rate(5 minutes)</c>, or <c>cron(minutes hours day-of-month month day-of-week year)</c> by the
/// organisation's wall clock. What falls into the hour that a clock change skips is skipped; what falls into one that comes twice
/// runs once.</param>
/// <remarks>Amazon EventBridge Scheduler User Guide, "Schedule types".</remarks>
public sealed record ScheduleTrigger(string Expression) : Trigger;

/// <summary>Who may call a route. Employees and managers carry an access token; a manager is an employee too.</summary>
public enum Audience
{
    /// <summary>No token: sign-in and what comes before it.</summary>
    Anyone,
    Employee,
    Manager,
}
