using System.Globalization;

namespace Ooak.Lambdas.Notices;

/// <summary>Ids of notices: their time first, so that they stand in order, then kind and cause.</summary>
internal static class NoticeId
{
    private const string TimeFormat = "yyyyMMdd'T'HHmmss'Z'";

    private const int TimeLength = 16;

    /// <summary>A time, a kind and a UUID, and some room.</summary>
    private const int Longest = 100;

    internal static string Of(DateTimeOffset at, NoticeKind kind, string cause) =>
        $"{at.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture)}-{kind.Word()}-{cause}";

    /// <summary>Could be one: a time, and then letters, digits and hyphens.</summary>
    internal static bool IsPossible(string? id)
    {
        if (id is not { Length: > TimeLength and <= Longest }
            || !DateTime.TryParseExact(id.AsSpan(0, TimeLength), TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out _))
        {
            return false;
        }

        foreach (var letter in id)
        {
            if (!char.IsAsciiLetterOrDigit(letter) && letter != '-')
            {
                return false;
            }
        }

        return true;
    }
}
