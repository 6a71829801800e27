using Amazon.DynamoDBv2.Model;
using Ooak.Lambdas.Data;
using Ooak.Lambdas.Wire;

namespace Ooak.Lambdas.Presence;

/// <summary>What is known of one person's phones. All people lie in one partition: one query reads them all.</summary>
internal sealed record KnownPresence(DateTimeOffset LastSeenAt, DateTimeOffset? OnCallSince, int Queued, DateTimeOffset? OldestQueuedAt)
{
    internal const int MaximumQueued = 1_000_000;

    /// <summary>Heard of within this, somebody is online. Phones report when they sync, and an app that is not used is quiet.</summary>
    internal static readonly TimeSpan Recent = TimeSpan.FromMinutes(15);

    /// <summary>A phone whose end of a call never came: nobody talks so long.</summary>
    internal static readonly TimeSpan LongestCall = TimeSpan.FromHours(4);

    /// <summary>While nothing else changes, the time is brought up to date no more often than this.</summary>
    internal static readonly TimeSpan Quiet = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan Life = TimeSpan.FromDays(90);

    /// <summary>What holds after a report; without one, an older app was here and its queue is unknown.</summary>
    internal static KnownPresence After(KnownPresence? before, PresenceReport? report, DateTimeOffset now) => new(
        now,
        report?.OnCallSince is { } since ? Within(since, now - LongestCall, now) : null,
        report?.Queued is { } queued ? Math.Clamp(queued, 0, MaximumQueued) : before?.Queued ?? 0,
        report is null ? before?.OldestQueuedAt : report.Queued > 0 ? report.OldestQueuedAt : null);

    /// <summary>Worth a write.</summary>
    internal bool Says(KnownPresence? before) =>
        before is null || LastSeenAt - before.LastSeenAt >= Quiet || Changes(before);

    /// <summary>Worth telling: more than that somebody is still there.</summary>
    internal bool Changes(KnownPresence? before) =>
        (OnCallSince is null) != (before?.OnCallSince is null) || Queued != (before?.Queued ?? 0);

    internal PersonPresence Of(string employeeId, string name, DateTimeOffset now)
    {
        var talks = OnCallSince > now - LongestCall;
        var state = talks ? PresenceState.OnCall : now - LastSeenAt < Recent ? PresenceState.Online : PresenceState.Offline;
        return new PersonPresence(employeeId, name, state, talks ? OnCallSince : null, LastSeenAt, Queued, OldestQueuedAt);
    }

    internal Dictionary<string, AttributeValue> ToItem(string employeeId)
    {
        var item = Item.Key(Keys.Presence, Keys.Employee(employeeId));
        item[Keys.Type] = Item.S(ItemTypes.Presence);
        item[Keys.TimeToLive] = Item.N((LastSeenAt + Life).ToUnixTimeSeconds());
        item["seen"] = Item.S(Instant.Text(LastSeenAt));
        item.SetIfPresent("onCall", OnCallSince is { } since ? Instant.Text(since) : null);
        item["queued"] = Item.N(Queued);
        item.SetIfPresent("oldest", OldestQueuedAt is { } oldest ? Instant.Text(oldest) : null);
        return item;
    }

    internal static KnownPresence FromItem(Dictionary<string, AttributeValue> item) => new(
        Instant.Parse(item.RequiredText("seen")),
        item.Text("onCall") is { } since ? Instant.Parse(since) : null,
        (int)item.Number("queued"),
        item.Text("oldest") is { } oldest ? Instant.Parse(oldest) : null);

    // A phone's clock may be wrong.
    private static DateTimeOffset Within(DateTimeOffset instant, DateTimeOffset from, DateTimeOffset to) =>
        instant <= from ? from.AddSeconds(1) : instant > to ? to : instant;
}
