namespace Ooak.Lambdas.Realtime;

/// <summary>On the topic: these people's inboxes changed. Their open pages are told that, and nothing else: what is new they pull, so
/// that nothing personal is in a message that may come late or twice.</summary>
public sealed record InboxChange(IReadOnlyList<string> EmployeeIds);
