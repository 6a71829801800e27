using Ooak.Lambdas.Calls;

namespace Ooak.Lambdas.Realtime;

/// <summary>What an open dashboard receives: calls that were added, changed or deleted.</summary>
/// <param name="Type">calls</param>
public sealed record RealtimeMessage(string Type, IReadOnlyList<Call> Calls);
