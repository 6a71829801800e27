using System.Text.Json.Serialization;
using Ooak.Lambdas.Wire;

namespace Ooak.Lambdas.Presence;

[JsonConverter(typeof(KebabWords<PresenceState>))]
public enum PresenceState
{
    /// <summary>Not heard of lately: no network, or the app is closed.</summary>
    Offline,
    Online,
    OnCall,
}

/// <param name="OnCallSince">With <see cref="PresenceState.OnCall"/>.</param>
/// <param name="LastSeenAt">Null: never. Coarse while nothing changes.</param>
/// <param name="Queued">Changes that waited on the phone when it was last heard of.</param>
public sealed record PersonPresence(
    string EmployeeId,
    string Name,
    PresenceState State,
    Instant? OnCallSince,
    Instant? LastSeenAt,
    int Queued,
    Instant? OldestQueuedAt);

public sealed record PresenceResponse(IReadOnlyList<PersonPresence> People);

/// <summary>What an open dashboard receives when somebody's presence changes.</summary>
/// <param name="Type">presence</param>
public sealed record PresenceMessage(string Type, IReadOnlyList<PersonPresence> People);
