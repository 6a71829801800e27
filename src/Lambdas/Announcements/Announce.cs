using Microsoft.AspNetCore.Http.HttpResults;
using Ooak.Lambdas.Calls;
using Ooak.Lambdas.Functions;
using Ooak.Lambdas.Problems;

namespace Ooak.Lambdas.Announcements;

/// <summary>Tells everybody, or a team. Idempotent by id: a retry answers 200 with the announcement as it is.</summary>
public sealed class Announce : IHttpFunction
{
    internal const int MaximumTitle = 120;
    internal const int MaximumBody = 5_000;
    internal const int MaximumTeam = 100;

    public static FunctionSpec Spec => HttpEndpoint.Post("/announcements").For(Audience.Manager).Uses(Table.Get, Table.Put, Table.Update);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost(Spec.Route(), Handle);

    private static async Task<Results<Created<Announcement>, Ok<Announcement>, ProblemHttpResult>> Handle(
        AnnouncementDraft draft,
        Caller caller,
        AnnouncementStore announcements,
        OrganisationClock clock,
        CancellationToken cancellation)
    {
        if (Check(draft) is { Count: > 0 } errors)
        {
            return Problem.Invalid(errors);
        }

        var team = string.IsNullOrWhiteSpace(draft.Team) ? null : draft.Team.Trim();
        var announcement = new Announcement(draft.Id!, draft.Title!.Trim(), draft.Body!.Trim(), caller.Id, caller.Employee.Name, clock.UtcNow, team, Reads: 0);
        return await announcements.TryAnnounceAsync(announcement, cancellation)
            ? TypedResults.Created($"/api/announcements/{announcement.Id}", announcement)
            : await announcements.FindAsync(announcement.Id, cancellation) is { } present
                ? TypedResults.Ok(present)
                : Problem.NotFound;
    }

    private static Dictionary<string, string[]> Check(AnnouncementDraft draft)
    {
        var errors = new Dictionary<string, string[]>();
        Add("id", Ids.IsUuid(draft.Id) ? null : "The id is a UUID in lower case.");
        Add("title", TextError(draft.Title, MaximumTitle));
        Add("body", TextError(draft.Body, MaximumBody));
        Add("team", CallRules.TextError(draft.Team, MaximumTeam));
        return errors;

        void Add(string field, string? error)
        {
            if (error is not null)
            {
                errors[field] = [error];
            }
        }
    }

    private static string? TextError(string? text, int maximum) =>
        string.IsNullOrWhiteSpace(text) ? $"1 to {maximum} characters." : CallRules.TextError(text, maximum);
}
