using System.Buffers.Text;
using System.Text;
using Ooak.Lambdas.Data;
using Ooak.Lambdas.Wire;

namespace Ooak.Lambdas.Sync;

/// <summary>How far a phone has pulled: an exclusive key of the changes index, and the table's epoch, which a restore raises.</summary>
internal sealed record SyncCursor(long Epoch, string After)
{
    /// <summary>Server clocks differ: the last while is handed out again, and phones drop what they have by (id, version).</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(10);

    internal static SyncCursor Start(long epoch) => new(epoch, "");

    /// <summary>Null: of no use.</summary>
    internal static SyncCursor? Parse(string text)
    {
        if (text.Length > 200)
        {
            return null;
        }

        try
        {
            var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split('|');
            return parts is ["1", var epoch, var after] && long.TryParse(epoch, out var number) && (after.Length == 0 || Instant.TryParse(after.Split('#')[0], out _))
                ? new SyncCursor(number, after)
                : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>All was handed out up to here: go on a little before.</summary>
    internal SyncCursor CaughtUp(string lastKey)
    {
        var back = Keys.Instant(Instant.Text(Instant.Parse(lastKey.Split('#')[0]) - Overlap), "");
        return this with { After = string.CompareOrdinal(back, After) > 0 ? back : After };
    }

    public override string ToString() => Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"1|{Epoch}|{After}"));
}
