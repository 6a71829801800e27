using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Ooak.Lambdas.Audit;
using Ooak.Lambdas.Problems;
using Ooak.Lambdas.Realtime;
using Ooak.Lambdas.Wire;

namespace Ooak.Lambdas.Reports;

/// <summary>Writes a job down, with what the audit trail says of it, and has its first step done.</summary>
internal sealed class ExportStarter(ExportJobs jobs, TopicPublisher topic)
{
    internal async Task<Results<Accepted<ExportStatus>, ProblemHttpResult>> StartAsync(ExportJob job, AuditEntry entry, CancellationToken cancellation)
    {
        if (!await jobs.TryCreateAsync(job, entry, cancellation))
        {
            return await jobs.FindAsync(job.OwnerId, job.Id, cancellation) is { } present ? Again(job, present) : Problem.NotFound;
        }

        await topic.PublishAsync(TopicKinds.Exports, JsonSerializer.Serialize(new ExportStep(job.OwnerId, job.Id, job.Step), WireJson.Default.ExportStep), cancellation);
        return Accepted(job);
    }

    /// <param name="present">The job that has the id already.</param>
    internal static Results<Accepted<ExportStatus>, ProblemHttpResult> Again(ExportJob asked, ExportJob present) =>
        present.IsOfSameRows(asked) ? Accepted(present) : Problem.Of(409, "id-taken", "The export of this id is another one.");

    /// <summary>How far it is, GET tells.</summary>
    private static Accepted<ExportStatus> Accepted(ExportJob job) =>
        TypedResults.Accepted($"/reports/{job.Id}", new ExportStatus(job.Id, ExportState.Running, job.Rows, null, null));
}
