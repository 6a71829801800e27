namespace Ooak.Lambdas.Employees;

/// <summary>Telephone numbers that people can be reached at: E.164.</summary>
internal static class PhoneNumber
{
    /// <summary>Without spaces, dashes and parentheses; null: not a number with its country.</summary>
    internal static string? Normalise(string? text)
    {
        if (text is not { Length: <= 64 })
        {
            return null;
        }

        var number = string.Concat(text.Where(c => c is not (' ' or '-' or '(' or ')')));
        return number is ['+', >= '1' and <= '9', ..] && number.Length is >= 8 and <= 16 && number.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0
            ? number
            : null;
    }
}
