using Amazon.Lambda.RuntimeSupport;
using Ooak.Lambdas.Functions;

namespace Ooak.Lambdas.Dashboard;

/// <summary>Every night, compares the days that changed with their calls, and mends what differs.</summary>
public sealed class Recount : IEventFunction
{
    /// <summary>Enough to write down how far it came.</summary>
    private static readonly TimeSpan Reserve = TimeSpan.FromSeconds(40);

    public static FunctionSpec Spec => On.Schedule("cron(30 4 * * ? *)").Uses(Table.Get, Table.BatchGet, Table.Query, Table.Put, Table.Delete) with
    { MemorySize = 512, Timeout = 300 };

    public static LambdaBootstrap Bootstrap(IServiceProvider services)
    {
        var recounter = services.GetRequiredService<Recounter>();
        return EventLoop.Of<ScheduledRun>(async (run, context) =>
        {
            using var time = new CancellationTokenSource(context.RemainingTime - Reserve);
            (await recounter.RunAsync(run.At, time.Token)).Write(Console.Out, run.At);
        });
    }
}
