using System.Buffers.Text;
using System.Text;
using Ooak.Lambdas.Data;
using Ooak.Lambdas.Wire;

namespace Ooak.Lambdas.Sync;

/// <summary>How far a phone has pulled: an exclusive key of the changes index, the table's epoch, which a restore raises, and
/// which items behind that key the phone has got already.</summary>
internal sealed record SyncCursor(long Epoch, string After, KnownVersions Known)
{
    /// <summary>How many announcements there were when the phone last got them.</summary>
    internal long Announced { get; init; }

    /// <summary>Server clocks differ: the last while is looked at again.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(10);

    /// <summary>Characters: what a full page of known versions takes, and the rest.</summary>
    private const int Longest = 200 + (ChangesFeed.Limit * KnownVersions.Size * 4 / 3);

    internal static SyncCursor Start(long epoch) => new(epoch, "", KnownVersions.None);

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
                // As they were given out before there were announcements.
                ["1", var epoch, var after] => Of(epoch, after, "0", known),
                ["2", var epoch, var after, var announced] => Of(epoch, after, announced, known),
                _ => null,
            };
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static SyncCursor? Of(string epoch, string after, string announced, string known) =>
        long.TryParse(epoch, out var number) && long.TryParse(announced, out var count) && (after.Length == 0 || Instant.TryParse(after.Split('#')[0], out _))
            ? new SyncCursor(number, after, KnownVersions.Parse(known)) { Announced = count }
            : null;

    /// <summary>All was handed out up to here: go on a little before, without handing out again what is known.</summary>
    /// <param name="seen">What stands in the index behind this cursor, in its order: the key there, and the version that the phone has.</param>
    internal SyncCursor CaughtUp(IReadOnlyList<(string Key, string Id, long Version)> seen)
    {
        if (seen.Count == 0)
        {
            return this;
        }

        var back = Keys.Instant(Instant.Text(Instant.Parse(seen[^1].Key.Split('#')[0]) - Overlap), "");
        var after = string.CompareOrdinal(back, After) > 0 ? back : After;
        return this with { After = after, Known = KnownVersions.Of(seen.Where(item => string.CompareOrdinal(item.Key, after) > 0).Select(item => (item.Id, item.Version))) };
    }

    public override string ToString() => Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"2|{Epoch}|{After}|{Announced}")) + (Known.IsEmpty ? "" : "." + Known);
}
