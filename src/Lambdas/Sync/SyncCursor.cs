using System.Buffers.Text;
using System.Text;
using Ooak.Lambdas.Data;
using Ooak.Lambdas.Wire;

namespace Ooak.Lambdas.Sync;

/// <summary>How far a phone has pulled, and which of the table's epochs that is of: a restore begins a new one.</summary>
/// <param name="After">An exclusive key of the changes index: up to here the phone got what was there when it asked.</param>
/// <param name="Settled">Another, at most that: up to here nothing can appear any more.</param>
/// <param name="Known">What the phone got of what lies between the two, but for what it made itself.</param>
internal sealed record SyncCursor(long Epoch, string After, string Settled, KnownVersions Known)
{
    /// <summary>How many announcements there were when the phone last got them.</summary>
    internal long Announced { get; init; }

    /// <summary>The phone goes on to the next page.</summary>
    internal bool More { get; init; }

    /// <summary>How much later than its stamp a change may appear: a write may take long, and servers' clocks differ.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(10);

    /// <summary>How long a phone that has more to send does without a look back: it sends less than
    /// <see cref="ChangesFeed.MaximumAgain"/> changes meanwhile.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    /// <summary>Of more, what lies furthest back counts as settled.</summary>
    internal const int MaximumKnown = 1000;

    /// <summary>Characters: what known versions take at most, and the rest.</summary>
    private const int Longest = 300 + (MaximumKnown * KnownVersions.Size * 4 / 3);

    internal static SyncCursor Start(long epoch) => new(epoch, "", "", KnownVersions.None);

    /// <summary>Null: of no use.</summary>
    internal static SyncCursor? Parse(string text)
    {
        if (text.Length > Longest)
        {
            return null;
        }

        try
        {
            var (place, known) = text.Split('.') is [var first, var second] ? (first, second) : (text, "");
            var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(place)).Split('|');
            return parts switch
            {
                // As they were given out before there were announcements, and while there was one place for both.
                ["1", var epoch, var after] => Of(epoch, after, after, "0", "", ""),
                ["2", var epoch, var after, var announced] => Of(epoch, after, after, announced, "", ""),
                ["3", var epoch, var after, var settled, var announced, var more] => Of(epoch, after, settled, announced, more, known),
                _ => null,
            };
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static SyncCursor? Of(string epoch, string after, string settled, string announced, string more, string known) =>
        long.TryParse(epoch, out var number) && long.TryParse(announced, out var count) && IsKey(after) && IsKey(settled) && more is "" or "+"
            ? new SyncCursor(number, after, settled, KnownVersions.Parse(known)) { Announced = count, More = more.Length > 0 }
            : null;

    private static bool IsKey(string text) => text.Length == 0 || Instant.TryParse(text.Split('#')[0], out _);

    /// <summary>Whether the phone's next request looks at what lies behind <see cref="After"/> again.</summary>
    /// <param name="busy">The phone has more to send.</param>
    internal bool LooksBack(DateTimeOffset now, bool busy) => !More && IsBefore(Settled, After) && (!busy || IsBefore(Settled, KeyOf(now - Overlap - Pause)));

    /// <summary>The phone got what is new.</summary>
    /// <param name="seen">What stands behind <see cref="After"/>, in the index's order.</param>
    /// <param name="pageEnd">Where there is a next page: the last place of this one.</param>
    internal SyncCursor WentOn(IEnumerable<Seen> seen, DateTimeOffset now, string? pageEnd = null)
    {
        var news = seen.ToList();
        var last = pageEnd ?? (news.Count > 0 ? news[^1].Key : After);

        // Where nothing lies between the two, a look back would have found nothing.
        var settled = Settled == After ? Later(After, Earlier(last, KeyOf(now - Overlap))) : Settled;
        var next = this with { After = last, More = pageEnd is not null };
        List<Seen> got = [.. news.Where(item => !item.MadeHere && IsBefore(settled, item.Key))];
        return Known.Count + got.Count <= MaximumKnown
            ? next with { Settled = settled, Known = Known.With(got) }
            : next with { Settled = Later(After, settled), Known = KnownVersions.None.With(got) };
    }

    /// <summary>The phone got what is new, and what has come to stand behind it.</summary>
    /// <param name="seen">What stands behind <see cref="Settled"/>, newest first.</param>
    /// <param name="isAll">Not only the newest.</param>
    internal SyncCursor LookedBack(IReadOnlyList<Seen> seen, bool isAll, DateTimeOffset now)
    {
        var after = seen.Count > 0 ? Later(After, seen[0].Key) : After;
        var settled = Later(isAll ? Settled : seen[^1].Key, Earlier(after, KeyOf(now - Overlap)));
        List<Seen> got = [.. seen.Where(item => !item.MadeHere && IsBefore(settled, item.Key))];
        return got.Count <= MaximumKnown
            ? this with { After = after, Settled = settled, Known = KnownVersions.None.With(got) }
            : this with { After = after, Settled = got[MaximumKnown].Key, Known = KnownVersions.None.With(got.Take(MaximumKnown)) };
    }

    public override string ToString() =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"3|{Epoch}|{After}|{Settled}|{Announced}|{(More ? "+" : "")}")) + (Known.Count == 0 ? "" : "." + Known);

    private static string KeyOf(DateTimeOffset time) => Keys.Instant(Instant.Text(time), "");

    private static bool IsBefore(string key, string other) => string.CompareOrdinal(key, other) < 0;

    private static string Earlier(string key, string other) => IsBefore(key, other) ? key : other;

    private static string Later(string key, string other) => IsBefore(key, other) ? other : key;
}
