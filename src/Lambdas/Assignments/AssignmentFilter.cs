using System.Buffers.Text;
using System.Text;
using Ooak.Lambdas.Functions;
using Ooak.Lambdas.Wire;

namespace Ooak.Lambdas.Assignments;

/// <summary>Which assignments a list shows.</summary>
/// <param name="List">A state, or <see cref="StoredAssignment.Cancelled"/>.</param>
/// <param name="From">The organisation's day, inclusive: of due for open ones, of closing for others; null: from the first.</param>
/// <param name="To">Inclusive; null: to the last, and those without a day.</param>
internal sealed record AssignmentFilter(string List, DateOnly? From, DateOnly? To)
{
    internal static readonly IReadOnlyList<string> Lists =
        [.. Enum.GetValues<AssignmentState>().Select(StoredAssignment.Word), StoredAssignment.Cancelled];

    internal bool IsOpen => List == Lists[0];

    /// <summary>The rest of a range behind a place in it, exclusive: no place begins with another.</summary>
    internal (string From, string To) GoesOn(string place, string from, string to) =>
        IsOpen ? (place + "!", to) : (from, place[..^1] + (char)(place[^1] - 1) + "~");

    /// <summary>Null: no cursor of such a list.</summary>
    internal string? Position(string? cursor)
    {
        if (cursor is not { Length: > 0 and <= 160 })
        {
            return null;
        }

        try
        {
            var text = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor));
            return text.Split('#') is [var place, var id] && Ids.IsUuid(id) && IsPlace(place) ? text : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    internal static string Cursor(string place) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(place));

    private bool IsPlace(string place) => IsOpen
        ? place.Split('|') is [var day, var at] && OrganisationClock.TryReadDay(day, out _) && (at == "~" || Instant.TryParse(at, out _))
        : Instant.TryParse(place, out _);
}
