using Amazon.Lambda.RuntimeSupport;
using Ooak.Lambdas.Functions;

namespace Ooak.Lambdas.Notices;

/// <summary>Soon after a call was missed: nobody has called back yet.</summary>
public sealed class TellMissedCalls : IEventFunction
{
    public static FunctionSpec Spec => On.Schedule("rate(15 minutes)").Uses(Table.BatchGet, Table.Query, Topic.Publish) with { Timeout = 60 };

    public static LambdaBootstrap Bootstrap(IServiceProvider services)
    {
        var missed = services.GetRequiredService<MissedCallNotices>();
        return EventLoop.Of<ScheduledRun>((run, _) => missed.TellAsync(run.At, CancellationToken.None));
    }
}
