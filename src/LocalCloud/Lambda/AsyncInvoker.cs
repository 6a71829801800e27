using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Ooak.LocalCloud.Aws.Iam;
using Ooak.LocalCloud.Sqs;
using Ooak.LocalCloud.Template;

namespace Ooak.LocalCloud.Lambda;

/// <summary>Asynchronous invocation: recorded first, retried twice, then handed to the OnFailure destination. A restart resumes what was open.</summary>
/// <remarks>AWS Lambda Developer Guide, "How Lambda handles errors and retries with asynchronous invocation".</remarks>
internal sealed class AsyncInvoker : IAsyncDisposable
{
    private readonly RecordStore _store;
    private readonly LambdaService _lambda;
    private readonly SqsService _sqs;
    private readonly IamPolicies _policies;
    private readonly EventLog _events;
    private readonly IReadOnlyList<TimeSpan> _delays;
    private readonly Dictionary<string, Resource> _configs;
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<Task, bool> _running = new();

    public AsyncInvoker(Stack stack, LocalCloudOptions options, LambdaService lambda, SqsService sqs, IamPolicies policies, EventLog events)
    {
        (_lambda, _sqs, _policies, _events) = (lambda, sqs, policies, events);
        _delays = options.AsyncRetryDelays;
        _store = new RecordStore(options.Data, "lambda-async");
        _configs = stack.OfType("AWS::Lambda::EventInvokeConfig").ToDictionary(c => c.Properties.Require("FunctionName"), StringComparer.Ordinal);
    }

    /// <summary>Takes up what an earlier run left open.</summary>
    public void Resume()
    {
        foreach (var (id, record) in _store.Entries.ToList())
        {
            if (_lambda.Find(record.Require("function")) is { } function)
            {
                Track(RunAsync(id, function, Convert.FromBase64String(record.Require("payload")), record.Str("trace")));
            }
            else
            {
                _store.Remove(id);
            }
        }
    }

    /// <summary>When this returns, the event survives a crash.</summary>
    /// <param name="traceHeader">Of the call that caused the event; null if nothing known did.</param>
    public void Enqueue(FunctionPool function, byte[] payload, string? traceHeader = null)
    {
        var id = Guid.CreateVersion7().ToString();
        _store.Put(id, new JsonObject { ["function"] = function.Function.Name, ["payload"] = Convert.ToBase64String(payload), ["trace"] = traceHeader });
        Track(RunAsync(id, function, payload, traceHeader));
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await Task.WhenAll(_running.Keys);
        _stopping.Dispose();
    }

    private void Track(Task task)
    {
        _running[task] = true;
        _ = task.ContinueWith(done => _running.TryRemove(done, out _), TaskScheduler.Default);
    }

    private async Task RunAsync(string id, FunctionPool function, byte[] payload, string? traceHeader)
    {
        await Task.Yield();
        var config = _configs.GetValueOrDefault(function.Function.Name);
        var retries = config?.Properties.Int("MaximumRetryAttempts") ?? 2;
        if (!function.Function.MayRecur && Lineage.Runs(traceHeader, function.Function.Arn) >= Lineage.Limit)
        {
            _events.Add("lambda", $"{function.Function.LogicalId} started itself {Lineage.Limit} times and is not started again: its RecursiveLoop is Terminate");
            PutAside(config, function, payload, result: null, count: 0);
            _store.Remove(id);
            return;
        }

        try
        {
            for (var attempt = 0; ; attempt++)
            {
                var result = await function.InvokeAsync(payload, _stopping.Token, traceHeader);
                if (_stopping.IsCancellationRequested)
                {
                    // The process was stopped with the cloud: the record stays for the next run.
                    return;
                }

                if (result.FunctionError is null)
                {
                    break;
                }

                if (attempt >= retries)
                {
                    _events.Add("lambda", $"{function.Function.LogicalId} gave up an asynchronous event after {attempt + 1} attempts");
                    PutAside(config, function, payload, result, attempt + 1);
                    break;
                }

                await Task.Delay(_delays.Count == 0 ? TimeSpan.Zero : _delays[Math.Min(attempt, _delays.Count - 1)], _stopping.Token);
            }

            _store.Remove(id);
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
        {
            // The cloud stops; the record stays for the next run.
        }
    }

    /// <param name="result">Of the last attempt; null if there was none. What the record says of its cause then is not documented.</param>
    private void PutAside(Resource? config, FunctionPool function, byte[] payload, InvocationResult? result, int count)
    {
        var destination = config?.Obj("DestinationConfig").Obj("OnFailure").Str("Destination");
        if (destination is null || _sqs.FindByArn(destination) is not { } queue)
        {
            return;
        }

        if (!_policies.RoleMay(function.Function.RoleName, "sqs:SendMessage", queue.Arn))
        {
            _events.Add("lambda", $"role {function.Function.RoleName} may not sqs:SendMessage to the OnFailure destination {queue.Arn}");
            return;
        }

        var record = new JsonObject
        {
            ["version"] = "1.0",
            ["timestamp"] = DateTimeOffset.UtcNow.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ"),
            ["requestContext"] = new JsonObject
            {
                ["requestId"] = result?.RequestId ?? Guid.NewGuid().ToString(),
                ["functionArn"] = function.Function.Arn + ":$LATEST",
                ["condition"] = "RetriesExhausted",
                ["approximateInvokeCount"] = count,
            },
            ["requestPayload"] = JsonNode.Parse(payload),
        };
        if (result is not null)
        {
            record["responseContext"] = new JsonObject { ["statusCode"] = 200, ["executedVersion"] = "$LATEST", ["functionError"] = result.FunctionError };
            record["responsePayload"] = JsonNode.Parse(result.Payload);
        }

        queue.Send(Json.Text(record));
    }
}
