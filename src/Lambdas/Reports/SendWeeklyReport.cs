using Amazon.Lambda.RuntimeSupport;
using Ooak.Lambdas.Functions;

namespace Ooak.Lambdas.Reports;

/// <summary>On Monday morning: the figures of the week before, said on the topic. <see cref="MailReports"/> brings them to managers.</summary>
public sealed class SendWeeklyReport : IEventFunction
{
    public static FunctionSpec Spec => On.Schedule("cron(0 7 ? * MON *)").Uses(Table.BatchGet, Topic.Publish) with { Timeout = 60 };

    public static LambdaBootstrap Bootstrap(IServiceProvider services)
    {
        var weekly = services.GetRequiredService<WeeklyReports>();
        return EventLoop.Of<ScheduledRun>((run, _) => weekly.PublishAsync(run.At, CancellationToken.None));
    }
}
