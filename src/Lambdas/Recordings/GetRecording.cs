using Microsoft.AspNetCore.Http.HttpResults;
using Ooak.Lambdas.Audit;
using Ooak.Lambdas.Calls;
using Ooak.Lambdas.Functions;
using Ooak.Lambdas.Problems;
using Ooak.Lambdas.Wire;

namespace Ooak.Lambdas.Recordings;

/// <summary>A link to play a call's recording, or with <c>download=1</c> to save it. Who asked is written down before the link
/// goes out.</summary>
public sealed class GetRecording : IHttpFunction
{
    public static FunctionSpec Spec => HttpEndpoint.Get("/calls/{id}/recording").For(Audience.Employee)
        .Uses(Table.Get, Table.Put, Functions.Recordings.Get, Functions.Recordings.List);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(Spec.Route(), Handle);

    private static async Task<Results<Ok<RecordingLink>, ProblemHttpResult>> Handle(
        string id,
        string? employeeId,
        string? download,
        Caller caller,
        CallStore calls,
        RecordingBucket bucket,
        AuditTrail audit,
        OrganisationClock clock,
        CancellationToken cancellation)
    {
        if (download is not (null or "" or "0" or "1"))
        {
            return Problem.Invalid("download", "0 or 1.");
        }

        if (caller.Owner(employeeId) is not { } owner
            || !Ids.IsUuid(id)
            || await calls.FindAsync(owner, id, cancellation) is not { Call: { Deleted: false } call }
            || !caller.MaySee(call))
        {
            return Problem.NotFound;
        }

        switch (call.Recording)
        {
            case null:
                return Problem.Of(404, "recording-missing", "This call has no recording.");
            case { State: RecordingState.Pending }:
                return Problem.Of(409, "recording-pending", "The recording has not arrived yet.");
            case { State: RecordingState.Refused }:
                return Problem.Of(404, "recording-refused", "What was uploaded was no recording of this call, and was removed.");
        }

        var key = new RecordingKey(owner, id);
        if (!await bucket.ExistsAsync(key, cancellation))
        {
            return Problem.Of(410, "recording-expired", "The recording was kept as long as your organisation keeps them, and is gone.");
        }

        var saves = download == "1";
        await audit.AppendAsync(RecordingAudit.Entry(clock.UtcNow, caller.Id, saves ? RecordingAudit.Downloaded : RecordingAudit.Played, key), cancellation);
        var (url, expires) = await bucket.LinkAsync(key, saves ? FileName(call, clock) : null);
        return TypedResults.Ok(new RecordingLink(url, call.Recording.ContentType, call.Recording.Size, expires));
    }

    // Nothing personal: files travel further than their call. The time is the one that lists and tables say of it.
    internal static string FileName(Call call, OrganisationClock clock) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"call-{clock.WallClock(call.StartedAt.Value):yyyy-MM-dd-HHmm}.{AudioFormat.Ending(call.Recording!.ContentType)}");
}

/// <param name="Url">Good until <paramref name="ExpiresAt"/>, for whoever has it.</param>
public sealed record RecordingLink(string Url, string ContentType, long Size, Instant ExpiresAt);
