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
        .Uses(Table.Query, Table.Put, Table.Update, Topic.Publish, Exports.Put, Exports.Get) with
    { Timeout = (int)ExportJob.RunTime.TotalSeconds, MemorySize = 512 };

    public static LambdaBootstrap Bootstrap(IServiceProvider services)
    {
        var feed = services.GetRequiredService<CallFeed>();
        var people = services.GetRequiredService<EmployeeStore>();
        var topic = services.GetRequiredService<TopicPublisher>();
        var run = new ExportRun(
            services.GetRequiredService<ExportJobs>(),
            services.GetRequiredService<ExportBucket>(),
            feed.ReadForReportAsync,
            services.GetRequiredService<OrganisationClock>(),
            services.GetRequiredService<TimeProvider>(),
            Budget);
        return LambdaBootstrapBuilder
            .Create<SNSEvent>(
                async (notification, _) =>
                {
                    foreach (var record in notification.Records)
                    {
                        var step = JsonSerializer.Deserialize(record.Sns.Message ?? "", WireJson.Default.ExportStep)!;
                        if (await run.StepAsync(step, await people.NamesAsync(CancellationToken.None), CancellationToken.None) is { } next)
                        {
                            await topic.PublishAsync(TopicKinds.Exports, JsonSerializer.Serialize(next, WireJson.Default.ExportStep), CancellationToken.None);
                        }
                    }
                },
                EventJson.Serializer)
            .Build();
    }
}
