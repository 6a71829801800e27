using Microsoft.AspNetCore.Http.HttpResults;
using Ooak.Lambdas.Functions;

namespace Ooak.Lambdas.Settings;

/// <summary>The organisation's settings: a manager to change them, a phone for the exclusion list.</summary>
public sealed class GetSettings : IHttpFunction
{
    public static FunctionSpec Spec => HttpEndpoint.Get("/settings").For(Audience.Employee).Uses(Table.Get);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(Spec.Route(), Handle);

    private static async Task<Ok<SettingsResponse>> Handle(OrganisationStore organisation, OrganisationClock clock, FunctionSettings function, CancellationToken cancellation)
    {
        var (settings, exclusions) = await organisation.ReadAsync(cancellation);
        return TypedResults.Ok(Answer(settings, exclusions, clock, function));
    }

    internal static SettingsResponse Answer(OrganisationSettings settings, ExclusionList exclusions, OrganisationClock clock, FunctionSettings function) => new(
        settings.Name,
        clock.ZoneId,
        function.Country,
        settings.Outcomes,
        settings.Teams,
        settings.LockMinutes,
        settings.Recording,
        settings.PrivateCalls,
        exclusions.Entries,
        settings.ExclusionsVersion,
        settings.Version);
}
