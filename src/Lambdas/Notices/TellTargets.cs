using Amazon.Lambda.RuntimeSupport;
using Ooak.Lambdas.Functions;

namespace Ooak.Lambdas.Notices;

/// <summary>In the morning of a working day: how many calls today.</summary>
public sealed class TellTargets : IEventFunction
{
    public static FunctionSpec Spec => On.Schedule("cron(0 8 * * ? *)").Uses(Table.Get, Table.BatchGet, Table.Query, Topic.Publish) with { Timeout = 60 };

    public static LambdaBootstrap Bootstrap(IServiceProvider services)
    {
        var daily = services.GetRequiredService<DailyNotices>();
        return EventLoop.Of<ScheduledRun>((run, _) => daily.TellTargetsAsync(run.At, CancellationToken.None));
    }
}
