using Microsoft.AspNetCore.Http.HttpResults;
using Ooak.Lambdas.Employees;
using Ooak.Lambdas.Functions;
using Ooak.Lambdas.Notices;
using Ooak.Lambdas.Problems;

namespace Ooak.Lambdas.Me;

/// <summary>What the caller wants to be told, and when not. Answers what holds then.</summary>
public sealed class UpdateMySettings : IHttpFunction
{
    public static FunctionSpec Spec => HttpEndpoint.Put("/me/settings").For(Audience.Employee).Uses(Table.Get, Table.Put);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPut(Spec.Route(), Handle);

    private static async Task<Results<Ok<NoticeSettings>, ProblemHttpResult>> Handle(
        MySettingsUpdate update,
        Caller caller,
        NoticeSettingsStore settings,
        FunctionSettings stack,
        CancellationToken cancellation)
    {
        if (update.Check(caller.Employee.Role == Role.Manager && stack.CanMail) is { Count: > 0 } errors)
        {
            return Problem.Invalid(errors);
        }

        var stored = await settings.FindAsync(caller.Id, cancellation);
        var next = update.Over(stored);
        if (next != stored)
        {
            await settings.SaveAsync(caller.Id, next, cancellation);
        }

        return TypedResults.Ok(next);
    }
}

/// <summary>What is absent or null stays.</summary>
/// <param name="QuietFrom">Of the person's wall clock, such as 20:00. An empty text for both ends: no quiet hours.</param>
/// <param name="QuietTo">Such as 07:00.</param>
/// <param name="TimeZone">IANA: where the person is.</param>
/// <param name="WeeklyReport">By e-mail, for managers.</param>
public sealed record MySettingsUpdate(
    bool? Assignment,
    bool? Target,
    bool? Performance,
    bool? Announcement,
    bool? MissedCall,
    string? QuietFrom,
    string? QuietTo,
    string? TimeZone,
    bool? WeeklyReport = null)
{
    /// <param name="mayHaveReports">A manager, where mails can be sent.</param>
    internal Dictionary<string, string[]> Check(bool mayHaveReports = true)
    {
        var errors = new Dictionary<string, string[]>();
        if (WeeklyReport == true && !mayHaveReports)
        {
            errors["weeklyReport"] = ["For managers, and where the deployment can send e-mail."];
        }

        if (!IsTime(QuietFrom))
        {
            errors["quietFrom"] = ["A time such as 20:00, or nothing."];
        }

        if (!IsTime(QuietTo))
        {
            errors["quietTo"] = ["A time such as 07:00, or nothing."];
        }

        if (QuietFrom is null != QuietTo is null || string.IsNullOrEmpty(QuietFrom) != string.IsNullOrEmpty(QuietTo))
        {
            errors["quietTo"] = ["Both ends, or neither."];
        }

        if (TimeZone is not null && (TimeZone.Length > 60 || !TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out _)))
        {
            errors["timeZone"] = ["An IANA name such as Europe/Berlin."];
        }

        return errors;
    }

    internal NoticeSettings Over(NoticeSettings stored) => stored with
    {
        Assignment = Assignment ?? stored.Assignment,
        Target = Target ?? stored.Target,
        Performance = Performance ?? stored.Performance,
        Announcement = Announcement ?? stored.Announcement,
        MissedCall = MissedCall ?? stored.MissedCall,
        QuietFrom = QuietFrom is null ? stored.QuietFrom : QuietFrom is "" ? null : QuietFrom,
        QuietTo = QuietTo is null ? stored.QuietTo : QuietTo is "" ? null : QuietTo,
        TimeZone = TimeZone ?? stored.TimeZone,
        WeeklyReport = WeeklyReport ?? stored.WeeklyReport,
    };

    private static bool IsTime(string? text) => string.IsNullOrEmpty(text) || NoticeSettings.TryTime(text, out _);
}
