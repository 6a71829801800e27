using System.Globalization;

namespace Ooak.Lambdas.Functions;

/// <summary>How many of a list a page has.</summary>
internal static class PageSize
{
    internal const int IfAbsent = 50;

    /// <summary>The query's <c>limit</c>. A bad one is added to the errors.</summary>
    internal static int Read(string? text, int maximum, Dictionary<string, string[]> errors)
    {
        if (string.IsNullOrEmpty(text))
        {
            return IfAbsent;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit >= 1 && limit <= maximum)
        {
            return limit;
        }

        errors["limit"] = [$"1 to {maximum}."];
        return IfAbsent;
    }
}
