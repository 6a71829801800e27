namespace Ooak.Lambdas.Functions;

/// <summary>The organisation's days of work.</summary>
public sealed class WorkingWeek(FunctionSettings settings)
{
    private static readonly string[] Names = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

    private readonly IReadOnlySet<DayOfWeek> days =
        TryParse(settings.Optional(FunctionSettings.WorkingDays) ?? "MON,TUE,WED,THU,FRI") ?? throw new InvalidOperationException("The working days make no sense.");

    public bool Includes(DateOnly day) => days.Contains(day.DayOfWeek);

    /// <summary>Null: no list such as <c>MON,TUE,WED</c>.</summary>
    public static IReadOnlySet<DayOfWeek>? TryParse(string text)
    {
        var places = text.Split(',').Select(name => Array.IndexOf(Names, name)).ToList();
        return places.Contains(-1) ? null : places.Select(place => (DayOfWeek)place).ToHashSet();
    }
}
