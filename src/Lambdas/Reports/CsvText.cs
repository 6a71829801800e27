using System.Text;

namespace Ooak.Lambdas.Reports;

/// <summary>RFC 4180, for programs that take a cell's beginning for a formula's.</summary>
internal static class CsvText
{
    internal const string LineEnd = "\r\n";

    /// <summary>What begins a formula in Excel, LibreOffice or Google Sheets, the full-width forms of East Asian keyboards too.</summary>
    private const string FormulaStarts = "=+-@\t\r\n＝＋－＠";

    /// <summary>Every text is quoted: then it may hold separators of any kind, quotes and line breaks. One that would be taken for
    /// a formula begins with an apostrophe, which spreadsheets know as the sign of text.</summary>
    internal static void Append(StringBuilder line, string? text)
    {
        line.Append('"');
        if (!string.IsNullOrEmpty(text))
        {
            if (IsFormula(text))
            {
                line.Append('\'');
            }

            line.Append(text.Replace("\"", "\"\"", StringComparison.Ordinal));
        }

        line.Append('"');
    }

    // Spaces before it do not stop every program, nor do marks of direction, which nobody sees.
    private static bool IsFormula(string text)
    {
        foreach (var character in text)
        {
            if (FormulaStarts.Contains(character, StringComparison.Ordinal))
            {
                return true;
            }

            if (!char.IsWhiteSpace(character) && !IsInvisible(character))
            {
                return false;
            }
        }

        return false;
    }

    private static bool IsInvisible(char character) =>
        character is '\u200b' or '\u200c' or '\u200d' or '\u200e' or '\u200f' or '\ufeff' or '\0' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069');
}
