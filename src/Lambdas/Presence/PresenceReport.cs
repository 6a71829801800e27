using Ooak.Lambdas.Wire;

namespace Ooak.Lambdas.Presence;

/// <summary>What a phone says of itself with a sync.</summary>
/// <param name="Queued">Changes that still wait on the phone after this sync.</param>
/// <param name="OldestQueuedAt">When the oldest of them was made.</param>
/// <param name="OnCallSince">A call is under way that the app started or that live mode hears; never a private one.</param>
public sealed record PresenceReport(int? Queued, Instant? OldestQueuedAt, Instant? OnCallSince);
