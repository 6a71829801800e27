using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Ooak.Lambdas.Audit;
using Ooak.Lambdas.Realtime;
using Ooak.Lambdas.Wire;

namespace Ooak.Lambdas.Reports;

/// <summary>Writes a job down, with what the audit trail says of it, and has its first step done.</summary>
internal sealed class ExportStarter(ExportJobs jobs, TopicPublisher topic)
{
    internal async Task<Accepted<ExportStatus>> StartAsync(ExportJob job, AuditEntry entry, CancellationToken cancellation)
    {
        await jobs.CreateAsync(job, entry, cancellation);
        await topic.PublishAsync(TopicKinds.Exports, JsonSerializer.Serialize(new ExportStep(job.OwnerId, job.Id, job.Step), WireJson.Default.ExportStep), cancellation);
        return TypedResults.Accepted($"/reports/{job.Id}", new ExportStatus(job.Id, ExportState.Running, 0, null, null));
    }
}
