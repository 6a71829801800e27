using Microsoft.AspNetCore.Http.HttpResults;
using Ooak.Lambdas.Auth;
using Ooak.Lambdas.Dashboard;
using Ooak.Lambdas.Employees;
using Ooak.Lambdas.Functions;
using Ooak.Lambdas.Notices;
using Ooak.Lambdas.Settings;
using Ooak.Lambdas.Targets;
using Ooak.Lambdas.Wire;

namespace Ooak.Lambdas.Me;

/// <summary>The caller, their day so far, and what their app needs to know of the organisation.</summary>
public sealed class GetMe : IHttpFunction
{
    public static FunctionSpec Spec => HttpEndpoint.Get("/me").For(Audience.Employee).Uses(Table.Get, Table.BatchGet, Table.Query);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(Spec.Route(), Handle);

    private static async Task<Ok<MeResponse>> Handle(
        Caller caller,
        OrganisationStore organisation,
        CounterStore counters,
        PasskeyStore store,
        NoticeSettingsStore notices,
        OrganisationClock clock,
        FunctionSettings settings,
        CancellationToken cancellation)
    {
        var today = clock.Today;
        var progress = counters.OfOneAsync(caller.Id, today, today, cancellation);
        var passkeys = store.OfAsync(caller.Id, cancellation);
        var wishes = notices.FindAsync(caller.Id, cancellation);
        var (target, known, _, _, _) = await organisation.StateAsync(caller.Id, cancellation);
        var figures = (await progress).FirstOrDefault()?.Values.Figures ?? Figures.Zero;
        return TypedResults.Ok(new MeResponse(
            caller.Employee,
            target,
            new Progress(OrganisationClock.Text(today), figures.Calls, figures.Completed, figures.TalkSeconds),
            new OrganisationInfo(
                known.Name,
                clock.ZoneId,
                settings.Country,
                known.Outcomes,
                known.LockMinutes,
                known.Recording,
                known.PrivateCalls,
                known.ExclusionsVersion,
                settings.CanMail,
                known.Version),
            await passkeys,
            await wishes,
            clock.UtcNow));
    }
}

public sealed record MeResponse(Employee Employee, Target? Target, Progress Progress, OrganisationInfo Organisation, IReadOnlyList<Passkey> Passkeys, NoticeSettings Notices, Instant ServerTime);

/// <summary>The organisation's today so far.</summary>
public sealed record Progress(string Day, long Calls, long Completed, long TalkSeconds);

/// <param name="LockMinutes">Of inactivity, after which the app locks; 0: never.</param>
/// <param name="ExclusionsVersion">GET /settings has the list; 0: it is empty.</param>
/// <param name="CanMail">Managers can have a weekly report.</param>
/// <param name="Version">Of the settings; a sync tells it, too.</param>
public sealed record OrganisationInfo(
    string Name,
    string TimeZone,
    string DefaultCountry,
    IReadOnlyList<string> Outcomes,
    int LockMinutes,
    RecordingMode Recording,
    PrivateCallsMode PrivateCalls,
    long ExclusionsVersion,
    bool CanMail,
    long Version);
