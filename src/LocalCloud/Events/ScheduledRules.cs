using System.Text.Json.Nodes;
using Ooak.LocalCloud.Lambda;
using Ooak.LocalCloud.Template;

namespace Ooak.LocalCloud.Events;

/// <summary>EventBridge rules with a schedule and functions as targets. What falls due while LocalCloud is off does not run.</summary>
internal sealed class ScheduledRules(Stack stack, LambdaService lambda, AsyncInvoker invoker, EventLog events) : IAsyncDisposable
{
    private readonly DueTimes _due = new();
    private readonly List<(Resource Rule, Schedule Schedule)> _rules =
    [
        .. stack.OfType("AWS::Events::Rule").Where(r => r.Str("State") != "DISABLED" && r.Str("ScheduleExpression") is not null).Select(r => (r, new Schedule(r.LogicalId, r.Properties.Require("ScheduleExpression")))),
    ];

    public void Start() => _rules.ForEach(r => _due.Start(r.Schedule, _ => Fire(r.Rule.LogicalId)));

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

    public ValueTask DisposeAsync() => _due.DisposeAsync();

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
