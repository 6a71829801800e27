using Microsoft.AspNetCore.Http.HttpResults;
using Ooak.Lambdas.Announcements;
using Ooak.Lambdas.Assignments;
using Ooak.Lambdas.Calls;
using Ooak.Lambdas.Data;
using Ooak.Lambdas.Functions;
using Ooak.Lambdas.Notices;
using Ooak.Lambdas.Operations;
using Ooak.Lambdas.Presence;
using Ooak.Lambdas.Problems;
using Ooak.Lambdas.Settings;

namespace Ooak.Lambdas.Sync;

/// <summary>The bulk path: a phone hands over what waits in its outbox and takes what changed elsewhere.</summary>
public sealed class SyncCalls : IHttpFunction
{
    private const int MaximumMutations = 100;

    public static FunctionSpec Spec => HttpEndpoint.Post("/sync").For(Audience.Employee)
        .Uses(Table.Get, Table.BatchGet, Table.Query, Table.Put, Table.Update, Table.Delete, Topic.Publish) with
    { Timeout = 28 };

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost(Spec.Route(), Handle);

    private static async Task<Results<Ok<SyncResponse>, ProblemHttpResult>> Handle(
        SyncRequest request,
        Caller caller,
        MutationApplier applier,
        ChangesFeed feed,
        OrganisationStore organisation,
        AnnouncementStore announcements,
        PresenceStore presence,
        TimeProvider time,
        CancellationToken cancellation)
    {
        if (request.EmployeeId != caller.Id)
        {
            return Problem.Of(403, "wrong-account", "These calls belong to another account. Sign in with it to send them.");
        }

        var mutations = (request.Mutations ?? []).Select(Mutation.Parse).ToList();
        if (Check(request, mutations) is { Count: > 0 } errors)
        {
            return Problem.Invalid(errors);
        }

        var state = await organisation.StateAsync(caller.Id, cancellation);

        // Beside the rest, so that it takes no time of its own.
        var reporting = presence.ReportAsync(caller.Employee, state.Presence, request.Presence, bringsCalls: mutations.Count > 0, cancellation);
        var privacy = await organisation.PrivacyAsync(state.Settings, cancellation);
        var results = await applier.ApplyAsync(caller.Id, request.DeviceId!, privacy, mutations!, cancellation);
        if (results.Count(result => result.Status == MutationStatus.Retry) is > 0 and var retried)
        {
            MetricLine.Write(Console.Out, time.GetUtcNow(), ProductMetrics.ChangesRetried, retried);
        }

        var (cursor, mustRefetch) = Resume(request.Cursor, state.Epoch);

        // What the results carry already need not travel twice.
        var told = results.Select(Told).OfType<(string, long)>().ToHashSet();
        var page = await feed.SinceAsync(new(caller.Id, request.DeviceId!), cursor, told, busy: mutations.Count == MaximumMutations, cancellation);
        var news = cursor.Announced == state.Announced ? null : await announcements.RecentAsync(caller.Employee, cancellation);
        var changes = new Changes(
            [.. page.Of(Keys.CallPrefix).Select(StoredCall.CallOf)],
            [.. page.Of(Keys.AssignmentPrefix).Select(StoredAssignment.AssignmentOf)],
            state.Target,
            news,
            [.. page.Of(Keys.ReceiptPrefix).Select(item => AnnouncementItem.ReadReceipt(item).AnnouncementId)],
            [.. page.Of(Keys.NoticePrefix).Select(NoticeItem.Read)],
            state.Settings.Version);
        var next = page.Cursor with { Announced = state.Announced };
        await reporting;
        return TypedResults.Ok(new SyncResponse(results, changes, next.ToString(), page.More, time.GetUtcNow(), mustRefetch));
    }

    private static (string Id, long Version)? Told(MutationResult result) => result switch
    {
        { Call: { } call } => (call.Id, call.Version),
        { Assignment: { } assignment } => (Keys.Assignment(assignment.Id), assignment.Version),
        _ => null,
    };

    private static Dictionary<string, string[]> Check(SyncRequest request, List<Mutation?> mutations)
    {
        var errors = new Dictionary<string, string[]>();
        if (!Ids.IsUuid(request.DeviceId))
        {
            errors["deviceId"] = ["A UUID in lower case."];
        }

        if (mutations.Count > MaximumMutations)
        {
            errors["mutations"] = [$"At most {MaximumMutations}."];
        }

        if (mutations.FindIndex(mutation => mutation is null) is var index && index >= 0)
        {
            errors[$"mutations[{index}].mutationId"] = ["A UUID in lower case."];
        }

        return errors;
    }

    private static (SyncCursor Cursor, bool MustRefetch) Resume(string? text, long epoch)
    {
        if (string.IsNullOrEmpty(text))
        {
            return (SyncCursor.Start(epoch), false);
        }

        return SyncCursor.Parse(text) is { } cursor && cursor.Epoch == epoch ? (cursor, false) : (SyncCursor.Start(epoch), true);
    }
}
