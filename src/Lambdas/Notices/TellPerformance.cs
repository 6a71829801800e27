using Amazon.Lambda.RuntimeSupport;
using Ooak.Lambdas.Functions;

namespace Ooak.Lambdas.Notices;

/// <summary>In the evening of a working day: how the day went, one's own.</summary>
public sealed class TellPerformance : IEventFunction
{
    public static FunctionSpec Spec => On.Schedule("cron(0 18 * * ? *)").Uses(Table.Get, Table.BatchGet, Table.Query, Topic.Publish) with { Timeout = 60 };

    public static LambdaBootstrap Bootstrap(IServiceProvider services)
    {
        var daily = services.GetRequiredService<DailyNotices>();
        return EventLoop.Of<ScheduledRun>((run, _) => daily.TellPerformanceAsync(run.At, CancellationToken.None));
    }
}
