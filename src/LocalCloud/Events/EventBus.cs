using System.Text.Json.Nodes;
using Ooak.LocalCloud.Aws;
using Ooak.LocalCloud.Lambda;
using Ooak.LocalCloud.Template;

namespace Ooak.LocalCloud.Events;

/// <summary>EventBridge's default bus: hands an event to the functions of every rule whose pattern it fits.</summary>
/// <remarks>Amazon EventBridge User Guide, "Creating Amazon EventBridge event patterns".</remarks>
internal sealed class EventBus
{
    private readonly List<(Resource Rule, JsonObject Pattern)> _rules;
    private readonly Stack _stack;
    private readonly LambdaService _lambda;
    private readonly AsyncInvoker _invoker;
    private readonly EventLog _events;

    public EventBus(Stack stack, LambdaService lambda, AsyncInvoker invoker, EventLog events)
    {
        (_stack, _lambda, _invoker, _events) = (stack, lambda, invoker, events);
        _rules = [.. stack.OfType("AWS::Events::Rule").Where(r => r.Str("State") != "DISABLED" && r.Obj("EventPattern") is not null).Select(r => (r, r.Obj("EventPattern")!))];
        foreach (var (rule, pattern) in _rules)
        {
            EventPattern.Check(rule.LogicalId, pattern);
        }
    }

    public void Put(string source, string detailType, string resource, JsonObject detail)
    {
        var happened = new JsonObject
        {
            ["version"] = "0",
            ["id"] = Guid.NewGuid().ToString(),
            ["detail-type"] = detailType,
            ["source"] = source,
            ["account"] = _stack.Account,
            ["time"] = DateTime.UtcNow.ToString("yyyy-MM-ddTHH:mm:ssZ"),
            ["region"] = _stack.Region,
            ["resources"] = new JsonArray(resource),
            ["detail"] = detail,
        };
        foreach (var (rule, target) in _rules.Where(r => EventPattern.Matches(r.Pattern, happened)).SelectMany(r => r.Rule.List("Targets").Select(target => (r.Rule, target))))
        {
            var function = _lambda.Find(target.Require("Arn"));
            if (function is null || !_lambda.MayInvoke(function, "events.amazonaws.com", rule.Arn))
            {
                _events.Add("events", $"no AWS::Lambda::Permission lets {rule.Arn} invoke {target.Str("Arn")}");
                continue;
            }

            _invoker.Enqueue(function, target.Str("Input") is { } input ? System.Text.Encoding.UTF8.GetBytes(input) : Json.Bytes(happened));
        }
    }
}
