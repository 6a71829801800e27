using System.Text.Json;
using Amazon.Lambda.RuntimeSupport;
using Amazon.Lambda.SNSEvents;
using Ooak.Lambdas.Calls;
using Ooak.Lambdas.Employees;
using Ooak.Lambdas.Functions;
using Ooak.Lambdas.Realtime;
using Ooak.Lambdas.Wire;

namespace Ooak.Lambdas.Reports;

/// <summary>Writes a file that is too large for an answer, a step a run; each step asks for the next by the topic.</summary>
public sealed class WriteExport : IEventFunction
{
    /// <summary>Of the time that a run may take; the rest is for the page and the part that are under way.</summary>
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(35);

    public static FunctionSpec Spec => On.Topic([TopicKinds.Exports])
        .Uses(Table.Query, Table.Put, Table.Update, Topic.Publish, Exports.Put, Exports.Get, Functions.Recordings.Get, Functions.Recordings.List) with
    { Timeout = (int)ExportJob.RunTime.TotalSeconds, MemorySize = 512, InSteps = true };

    public static LambdaBootstrap Bootstrap(IServiceProvider services)
    {
        var feed = services.GetRequiredService<CallFeed>();
        var people = services.GetRequiredService<EmployeeStore>();
        var topic = services.GetRequiredService<TopicPublisher>();
        var (jobs, bucket, time) = (services.GetRequiredService<ExportJobs>(), services.GetRequiredService<ExportBucket>(), services.GetRequiredService<TimeProvider>());
        var archive = new ArchiveRun(jobs, bucket, services.GetRequiredService<ArchiveSource>(), time, Budget);
        var run = new ExportRun(
            jobs,
            bucket,
            feed.ReadForReportAsync,
            services.GetRequiredService<OrganisationClock>(),
            time,
            Budget);
        return EventLoop.Of<SNSEvent>(async (notification, _) =>
        {
            foreach (var record in notification.Records)
            {
                var step = JsonSerializer.Deserialize(record.Sns.Message ?? "", WireJson.Default.ExportStep)!;
                if (await jobs.TryTakeAsync(step, CancellationToken.None) is not { } job)
                {
                    continue;
                }

                var following = job.Kind == ExportKind.Calls
                    ? await run.ContinueAsync(job, await people.NamesAsync(CancellationToken.None), CancellationToken.None)
                    : await archive.ContinueAsync(job, CancellationToken.None);
                if (following is { } next)
                {
                    await topic.PublishAsync(TopicKinds.Exports, JsonSerializer.Serialize(next, WireJson.Default.ExportStep), CancellationToken.None);
                }
            }
        });
    }
}
