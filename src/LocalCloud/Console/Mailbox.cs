namespace Ooak.LocalCloud;

/// <summary>A message that AWS would have sent: an invitation or a code.</summary>
internal sealed record Mail(string Id, DateTimeOffset At, string Channel, string To, string Kind, string Subject, string Body, string? Code, string? Html = null);

/// <summary>All mail and text messages land here instead of leaving the machine.</summary>
internal sealed class Mailbox(RecordStore store)
{
    public void Add(string channel, string to, string kind, string subject, string body, string? code, string? html = null)
    {
        var id = Guid.CreateVersion7().ToString();
        store.Put(id, new System.Text.Json.Nodes.JsonObject
        {
            ["id"] = id,
            ["at"] = DateTimeOffset.UtcNow.ToString("O"),
            ["channel"] = channel,
            ["to"] = to,
            ["kind"] = kind,
            ["subject"] = subject,
            ["body"] = body,
            ["code"] = code,
            ["html"] = html,
        });
    }

    /// <summary>Newest first; ids alone would mix up what was sent within a millisecond.</summary>
    public IEnumerable<Mail> All => store.All
        .Select(r => new Mail(r.Require("id"), DateTimeOffset.Parse(r.Require("at")), r.Require("channel"), r.Require("to"), r.Require("kind"), r.Require("subject"), r.Require("body"), r.Str("code"), r.Str("html")))
        .OrderByDescending(m => m.At).ThenByDescending(m => m.Id, StringComparer.Ordinal);
}
