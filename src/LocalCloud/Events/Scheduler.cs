using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Ooak.LocalCloud.Aws.Iam;
using Ooak.LocalCloud.Lambda;
using Ooak.LocalCloud.Sqs;
using Ooak.LocalCloud.Template;

namespace Ooak.LocalCloud.Events;

/// <summary>EventBridge Scheduler with functions as targets, invoked in the name of each schedule's role. What falls due while
/// LocalCloud is off does not run.</summary>
/// <remarks>Amazon EventBridge Scheduler User Guide, "Managing targets", "Adding context attributes", "Configuring a dead-letter queue".</remarks>
internal sealed class Scheduler : IAsyncDisposable
{
    private const string Service = "scheduler.amazonaws.com";

    private readonly DueTimes _due = new();
    private readonly LambdaService _lambda;
    private readonly AsyncInvoker _invoker;
    private readonly SqsService _sqs;
    private readonly IamPolicies _policies;
    private readonly EventLog _events;
    private readonly List<(Resource Resource, Schedule Schedule)> _schedules;

    public Scheduler(Stack stack, LambdaService lambda, AsyncInvoker invoker, SqsService sqs, IamPolicies policies, EventLog events)
    {
        (_lambda, _invoker, _sqs, _policies, _events) = (lambda, invoker, sqs, policies, events);
        _schedules = [.. stack.OfType("AWS::Scheduler::Schedule").Select(r => (r, Read(r)))];

        // A condition that is not known stops the start, not the first run.
        _schedules.ForEach(s => MayTakeRole(s.Resource));
    }

    public void Start()
    {
        foreach (var (resource, schedule) in _schedules.Where(s => IsEnabled(s.Resource)))
        {
            _due.Start(schedule, at => Fire(resource, at));
        }
    }

    /// <summary>Fires one schedule at once; false when there is none of that name.</summary>
    /// <param name="at">The time that it was due, as its function is told.</param>
    public bool Fire(string logicalId, DateTime at)
    {
        var found = _schedules.Find(s => s.Resource.LogicalId == logicalId).Resource;
        if (found is not null)
        {
            Fire(found, at);
        }

        return found is not null;
    }

    public JsonArray Describe() => new([.. _schedules.Select(s => (JsonNode)new JsonObject
    {
        ["logicalId"] = s.Resource.LogicalId,
        ["function"] = _lambda.Find(s.Resource.Obj("Target").Require("Arn"))?.Function.LogicalId,
        ["expression"] = s.Resource.Str("ScheduleExpression"),
        ["timeZone"] = s.Resource.Str("ScheduleExpressionTimezone") ?? "UTC",
        ["next"] = IsEnabled(s.Resource) ? s.Schedule.Next(DateTime.UtcNow)?.ToString("O") : null,
    })]);

    public ValueTask DisposeAsync() => _due.DisposeAsync();

    private static Schedule Read(Resource resource)
    {
        if (resource.Obj("FlexibleTimeWindow").Str("Mode") != "OFF")
        {
            throw new LocalCloudException($"{resource.LogicalId} has a flexible time window, which LocalCloud does not implement");
        }

        return new Schedule(resource.LogicalId, resource.Properties.Require("ScheduleExpression"), resource.Str("ScheduleExpressionTimezone") ?? "UTC");
    }

    private static string RoleOf(Resource schedule) => schedule.Obj("Target").Require("RoleArn").Split('/')[^1];

    private bool MayTakeRole(Resource schedule) => _policies.ServiceMayAssume(RoleOf(schedule), Service, schedule.Arn);

    private static bool IsEnabled(Resource resource) => resource.Str("State") != "DISABLED";

    private void Fire(Resource schedule, DateTime at)
    {
        var target = schedule.Obj("Target");
        var payload = Payload(schedule, target.Str("Input"), at);
        var arn = target.Require("Arn");
        var role = RoleOf(schedule);
        if (!MayTakeRole(schedule))
        {
            PutAside(schedule, role, payload, $"the trust policy of {role} does not let {Service} take it on");
        }
        else if (_lambda.Find(arn) is not { } function)
        {
            PutAside(schedule, role, payload, $"{arn} is no function");
        }
        else if (!_policies.RoleMay(role, "lambda:InvokeFunction", function.Function.Arn))
        {
            PutAside(schedule, role, payload, $"role {role} may not lambda:InvokeFunction on {arn}");
        }
        else
        {
            _invoker.Enqueue(function, Encoding.UTF8.GetBytes(payload));
            _events.Add("scheduler", $"{schedule.LogicalId} fired");
        }
    }

    private static string Payload(Resource schedule, string? input, DateTime at) => (input ?? "{}")
        .Replace("<aws.scheduler.scheduled-time>", at.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("<aws.scheduler.schedule-arn>", schedule.Arn, StringComparison.Ordinal)
        .Replace("<aws.scheduler.execution-id>", Guid.NewGuid().ToString("N")[..16], StringComparison.Ordinal)
        .Replace("<aws.scheduler.attempt-number>", "1", StringComparison.Ordinal);

    private void PutAside(Resource schedule, string role, string payload, string why)
    {
        _events.Add("scheduler", $"{schedule.LogicalId}: {why}");
        if (schedule.Obj("Target").Obj("DeadLetterConfig").Str("Arn") is not { } arn || _sqs.FindByArn(arn) is not { } queue)
        {
            return;
        }

        if (!MayTakeRole(schedule) || !_policies.RoleMay(role, "sqs:SendMessage", arn))
        {
            _events.Add("scheduler", $"role {role} may not sqs:SendMessage to {arn}");
            return;
        }

        queue.Send(payload);
    }
}
