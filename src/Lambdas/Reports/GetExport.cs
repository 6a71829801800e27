using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Ooak.Lambdas.Functions;
using Ooak.Lambdas.Problems;
using Ooak.Lambdas.Realtime;
using Ooak.Lambdas.Wire;

namespace Ooak.Lambdas.Reports;

/// <summary>How far a file is that its asker waits for, and where it is then. Asking wakes a job that was left.</summary>
public sealed class GetExport : IHttpFunction
{
    public static FunctionSpec Spec => HttpEndpoint.Get("/reports/{id}").For(Audience.Manager).Uses(Table.Get, Topic.Publish, Exports.Get);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(Spec.Route(), Handle);

    private static async Task<Results<Ok<ExportStatus>, ProblemHttpResult>> Handle(
        string id,
        Caller caller,
        ExportJobs jobs,
        ExportBucket bucket,
        TopicPublisher topic,
        TimeProvider time,
        CancellationToken cancellation)
    {
        if (!Ids.IsUuid(id) || await jobs.FindAsync(caller.Id, id, cancellation) is not { } job)
        {
            return Problem.NotFound;
        }

        var now = time.GetUtcNow();
        if (job.IsDone)
        {
            // The table and the bucket forget in their own time; a link into the void helps nobody.
            if (now >= job.CreatedAt + ExportJob.Life)
            {
                return Problem.Of(410, "export-expired", "The file was kept for a day. Export again.");
            }

            var (url, expires) = await bucket.LinkAsync(job);
            return TypedResults.Ok(new ExportStatus(id, ExportState.Done, job.Rows, url, expires));
        }

        if (job.HasFailed(now))
        {
            return TypedResults.Ok(new ExportStatus(id, ExportState.Failed, job.Rows, null, null));
        }

        if (job.IsLeft(now))
        {
            await topic.PublishAsync(TopicKinds.Exports, JsonSerializer.Serialize(new ExportStep(job.OwnerId, job.Id, job.Step), WireJson.Default.ExportStep), cancellation);
        }

        return TypedResults.Ok(new ExportStatus(id, ExportState.Running, job.Rows, null, null));
    }
}

[JsonConverter(typeof(Words<ExportState>))]
public enum ExportState
{
    Running,
    Done,

    /// <summary>Ask for it again.</summary>
    Failed,
}

/// <param name="Rows">Written so far.</param>
/// <param name="Url">Of the file, when it is done: good until <paramref name="ExpiresAt"/>, for whoever has it.</param>
public sealed record ExportStatus(string Id, ExportState State, long Rows, string? Url, Instant? ExpiresAt);
