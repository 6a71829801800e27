using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Ooak.Lambdas.Calls;
using Ooak.Lambdas.Functions;
using Ooak.Lambdas.Problems;
using Ooak.Lambdas.Settings;
using Ooak.Lambdas.Wire;

namespace Ooak.Lambdas.Recordings;

/// <summary>Announces a recording and answers with the form that uploads exactly it. Asking again while it has not arrived
/// answers with a new form for the same object.</summary>
public sealed class StartRecording : IHttpFunction
{
    private const int Attempts = 3;

    // What the form may write, its signer must be allowed to write.
    public static FunctionSpec Spec => HttpEndpoint.Post("/calls/{id}/recording").For(Audience.Employee)
        .Uses(Table.Get, Table.Put, Functions.Recordings.Put);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost(Spec.Route(), Handle);

    private static async Task<Results<Ok<UploadForm>, ProblemHttpResult>> Handle(
        string id,
        string? employeeId,
        RecordingRequest request,
        Caller caller,
        CallStore calls,
        OrganisationStore organisation,
        RecordingBucket bucket,
        CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (caller.Owner(employeeId) is not { } owner
                || !Ids.IsUuid(id)
                || await calls.FindAsync(owner, id, cancellation) is not { Call.Deleted: false } stored
                || !caller.MaySee(stored.Call))
            {
                return Problem.NotFound;
            }

            if (RecordingRules.Check(request) is { Count: > 0 } errors)
            {
                return Problem.Invalid(errors);
            }

            if (Refusal(stored.Call, request, (await organisation.SettingsAsync(cancellation)).Recording) is { } refusal)
            {
                return refusal;
            }

            var pending = Pending(request);
            if (stored.Call.Recording == pending
                || await calls.TrySaveAsync(stored, CallMerge.Next(stored, stored.Call with { Recording = pending }, [], calls.Now), cancellation))
            {
                return TypedResults.Ok(await bucket.FormAsync(new RecordingKey(owner, id), pending));
            }
        }

        return Problem.Of(503, "retry", "Others are changing this call. Try again.");
    }

    private static ProblemHttpResult? Refusal(Call call, RecordingRequest request, RecordingMode wanted) => call switch
    {
        { Private: true } => Problem.Of(409, "recording-private", "A private call is not recorded."),
        { Recording.State: RecordingState.Ready } => Problem.Of(409, "recording-exists", "This call has a recording.", ("call", call)),
        _ when wanted == RecordingMode.Off => Problem.Of(403, "recording-off", "Your organisation records no calls."),
        _ when request.Consent!.Mode < wanted => Problem.Of(403, "consent-required", "Your organisation asks that everybody on the call agrees."),
        _ => null,
    };

    private static Recording Pending(RecordingRequest request) => new()
    {
        State = RecordingState.Pending,
        ContentType = request.ContentType!,
        Size = request.Size,
        Duration = request.Duration,
        Consent = new Consent(request.Consent!.Mode!.Value, request.Consent.At!.Value),
    };
}

/// <param name="ContentType">audio/mp4 or audio/webm, with or without codecs.</param>
/// <param name="Size">Bytes: the upload is refused unless it has exactly these.</param>
/// <param name="Duration">Seconds, if known.</param>
public sealed record RecordingRequest([property: Required] string? ContentType, [property: Required, Range(1, RecordingRules.MaximumSize)] long Size, [property: Range(0, CallRules.MaximumDuration)] int? Duration, [property: Required] ConsentGiven? Consent);

public sealed record ConsentGiven([property: Required] RecordingMode? Mode, [property: Required] Instant? At);

/// <summary>An upload form: <paramref name="Fields"/> first, the file last, as <c>multipart/form-data</c>.</summary>
/// <remarks>Amazon S3 API Reference, "Browser-Based Uploads Using POST".</remarks>
public sealed record UploadForm(string Url, IReadOnlyDictionary<string, string> Fields);
