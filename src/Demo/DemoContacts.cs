using System.Globalization;

namespace Ooak.Demo;

/// <summary>The people who call and are called: 400 regular customers, some far more often than others, and many who are heard of
/// once or twice. The same each time.</summary>
internal static class DemoContacts
{
    private const int Regular = 400;
    private const int Occasional = 9_000;
    private const double OccasionalShare = 0.35;
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
        var index = random.NextDouble() < OccasionalShare ? Regular + random.Next(Occasional) : (int)(Math.Pow(random.NextDouble(), 2) * Regular);
        var phone = "+4930" + (2_300_000 + (index * 7_919 % 600_000)).ToString(CultureInfo.InvariantCulture);
        return (random.NextDouble() < Unknown ? null : $"{First[index % First.Length]} {Last[index * 7 % Last.Length]}", phone);
    }
}
