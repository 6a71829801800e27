using System.Text.Json.Nodes;
using Ooak.LocalCloud.Lambda;
using Ooak.LocalCloud.Template;

namespace Ooak.LocalCloud.Events;

/// <summary>EventBridge rules with a schedule and functions as targets. What falls due while LocalCloud is off does not run.</summary>
internal sealed class ScheduledRules(Stack stack, LambdaService lambda, AsyncInvoker invoker, EventLog events) : IAsyncDisposable
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    private readonly CancellationTokenSource _stopping = new();
    private readonly List<(Resource Rule, Schedule Schedule)> _rules =
    [
        .. stack.OfType("AWS::Events::Rule").Where(r => r.Str("State") != "DISABLED" && r.Str("ScheduleExpression") is not null).Select(r => (r, new Schedule(r.LogicalId, r.Properties.Require("ScheduleExpression")))),
    ];

    private Task _running = Task.CompletedTask;

    public void Start() => _running = Task.WhenAll(_rules.Select(r => RunAsync(r.Rule, r.Schedule)));

    /// <summary>Fires one rule at once; false when there is none of that name.</summary>
    public bool Fire(string logicalId)
    {
        var rule = stack.OfType("AWS::Events::Rule").FirstOrDefault(r => r.LogicalId == logicalId);
        if (rule is null)
        {
            return false;
        }

        foreach (var target in rule.List("Targets"))
        {
            var function = lambda.Find(target.Require("Arn"));
            if (function is null || !lambda.MayInvoke(function, "events.amazonaws.com", rule.Arn))
            {
                events.Add("events", $"no AWS::Lambda::Permission lets {rule.Arn} invoke {target.Str("Arn")}");
                continue;
            }

            invoker.Enqueue(function, target.Str("Input") is { } input ? System.Text.Encoding.UTF8.GetBytes(input) : Json.Bytes(Event(rule)));
        }

        events.Add("events", $"{rule.LogicalId} fired");
        return true;
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _running;
        _stopping.Dispose();
    }

    private async Task RunAsync(Resource rule, Schedule schedule)
    {
        try
        {
            for (var due = schedule.Next(DateTime.UtcNow); due is not null; due = schedule.Next(due.Value))
            {
                for (var left = due.Value - DateTime.UtcNow; left > TimeSpan.Zero; left = due.Value - DateTime.UtcNow)
                {
                    await Task.Delay(left < LongestWait ? left : LongestWait, _stopping.Token);
                }

                Fire(rule.LogicalId);
            }
        }
        catch (OperationCanceledException)
        {
            // The cloud stops.
        }
    }

    private JsonObject Event(Resource rule) => new()
    {
        ["version"] = "0",
        ["id"] = Guid.NewGuid().ToString(),
        ["detail-type"] = "Scheduled Event",
        ["source"] = "aws.events",
        ["account"] = stack.Account,
        ["time"] = DateTime.UtcNow.ToString("yyyy-MM-ddTHH:mm:ssZ"),
        ["region"] = stack.Region,
        ["resources"] = new JsonArray(rule.Arn),
        ["detail"] = new JsonObject(),
    };
}
