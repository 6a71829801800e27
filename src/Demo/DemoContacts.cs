using System.Globalization;

namespace Ooak.Demo;

/// <summary>The people who call and are called: the same 400 each time, some far more often than others.</summary>
internal static class DemoContacts
{
    private const int Count = 400;
    private const double Withheld = 0.02;
    private const double Unknown = 0.12;

    private static readonly string[] First =
    [
        "Anna", "Marco", "Sofia", "Liam", "Zoë", "Noah", "Mia", "Paul", "Lucía", "Jonas", "Élise", "Tomasz", "Aisha", "Viktor", "Ingrid",
        "Rosa", "Henrik", "Nadia", "Oskar", "Priya", "Samuel", "Yara", "محمد", "נועה", "Chen",
    ];

    private static readonly string[] Last =
    [
        "Becker", "Rossi", "García", "Smith", "Müller", "Kowalska", "Dubois", "Jensen", "Nowak", "Silva", "Bauer", "Moreau", "Andersson",
        "Patel", "Weber", "Costa", "Larsen", "Schmid", "Popescu", "العلي", "כהן", "Wei",
    ];

    internal static (string? Name, string? Phone) Pick(Random random)
    {
        if (random.NextDouble() < Withheld)
        {
            return (null, null);
        }

        // Squaring favours the first ones: regular customers.
        var index = (int)(Math.Pow(random.NextDouble(), 2) * Count);
        var phone = "+4930" + (2_300_000 + (index * 7_919 % 600_000)).ToString(CultureInfo.InvariantCulture);
        return (random.NextDouble() < Unknown ? null : $"{First[index % First.Length]} {Last[index * 7 % Last.Length]}", phone);
    }
}
