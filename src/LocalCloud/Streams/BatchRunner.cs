using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ooak.LocalCloud.Aws.Iam;
using Ooak.LocalCloud.Faults;
using Ooak.LocalCloud.Lambda;
using Ooak.LocalCloud.Sqs;

namespace Ooak.LocalCloud.Streams;

/// <summary>Gets one batch through its function: retries, bisection, partial failures, expiry, and at last the on-failure queue.</summary>
internal sealed class BatchRunner(EventSourceMapping mapping, FunctionPool function, SqsService sqs, IamPolicies policies, FaultPlan faults, EventLog events)
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(5);

    /// <summary>Records of the batch before that <see cref="FaultPlan.RegroupStream"/> delivers again.</summary>
    private const int Tail = 5;
    private const int UnheardAttempts = 3;

    private IReadOnlyList<StreamRecord> _tail = [];
    private int _batches;
    private int _failures;

    public int Batches => _batches;

    public int Failures => _failures;

    /// <summary>Returns when every record was handled or given up. <paramref name="done"/> is told how far it has come.</summary>
    public async Task RunAsync(IReadOnlyList<StreamRecord> batch, string shardId, Action<string> done, CancellationToken cancellation)
    {
        if (faults.RegroupStream)
        {
            await DeliverUnheard(Payload([.. _tail, .. batch.Take((batch.Count + 1) / 2)]), cancellation);
        }

        await Run(batch, shardId, attempt: 0, done, cancellation);
        _tail = [.. batch.TakeLast(Tail)];
    }

    /// <summary>As when the answer of a delivery that worked is lost: what it did stays done, and the records come again.</summary>
    private async Task DeliverUnheard(byte[] payload, CancellationToken cancellation)
    {
        // A process that dies at its start has done nothing.
        for (var attempt = 0; attempt < UnheardAttempts; attempt++)
        {
            var result = await function.InvokeAsync(payload, cancellation);
            if (result.FunctionError is null)
            {
                return;
            }

            events.Add("streams", $"{mapping.LogicalId}, regrouped: {Encoding.UTF8.GetString(result.Payload)}");
        }
    }

    private static byte[] Payload(IEnumerable<StreamRecord> records) =>
        Json.Bytes(new JsonObject { ["Records"] = new JsonArray([.. records.Select(r => r.Event.DeepClone())]) });

    private async Task Run(IReadOnlyList<StreamRecord> batch, string shardId, int attempt, Action<string> done, CancellationToken cancellation)
    {
        while (batch.Count > 0)
        {
            if (mapping.MaximumAge is { } age && DateTimeOffset.UtcNow - batch[0].Written > age)
            {
                var expired = batch.TakeWhile(r => DateTimeOffset.UtcNow - r.Written > age).ToList();
                GiveUp(expired, shardId, "RecordAgeExceeded", attempt, null);
                done(expired[^1].SequenceNumber);
                batch = [.. batch.Skip(expired.Count)];
                continue;
            }

            var payload = Payload(batch);
            Interlocked.Increment(ref _batches);
            var result = await function.InvokeAsync(payload, cancellation);
            if (faults.DuplicateStream && result.FunctionError is null)
            {
                result = await function.InvokeAsync(payload, cancellation);
            }

            cancellation.ThrowIfCancellationRequested();
            var failed = FirstFailure(batch, result);
            if (failed is null)
            {
                done(batch[^1].SequenceNumber);
                return;
            }

            Interlocked.Increment(ref _failures);
            if (failed > 0)
            {
                done(batch[failed.Value - 1].SequenceNumber);
                batch = [.. batch.Skip(failed.Value)];
            }

            if (result.FunctionError is not null && mapping.Bisect && batch.Count > 1)
            {
                // Splitting does not count as a retry.
                var half = batch.Count / 2;
                await Run([.. batch.Take(half)], shardId, attempt, done, cancellation);
                batch = [.. batch.Skip(half)];
                continue;
            }

            if (mapping.MaximumRetries is { } most && attempt >= most)
            {
                GiveUp(batch, shardId, "RetryAttemptsExhausted", attempt + 1, result);
                done(batch[^1].SequenceNumber);
                return;
            }

            attempt++;
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Min(FirstDelay.TotalMilliseconds * Math.Pow(2, attempt - 1), LongestDelay.TotalMilliseconds)), cancellation);
        }
    }

    /// <summary>Index of the first record that failed; null when all went well.</summary>
    private int? FirstFailure(IReadOnlyList<StreamRecord> batch, InvocationResult result)
    {
        if (result.FunctionError is not null)
        {
            return 0;
        }

        if (!mapping.ReportsItemFailures)
        {
            return null;
        }

        JsonNode? answer;
        try
        {
            answer = JsonNode.Parse(result.Payload);
        }
        catch (JsonException)
        {
            return null;
        }

        if (answer.List("batchItemFailures").ToList() is not { Count: > 0 } failures)
        {
            return null;
        }

        // The lowest sequence number counts; an empty or unknown one fails the whole batch.
        var indexes = failures.Select(f => IndexOf(batch, f.Str("itemIdentifier"))).ToList();
        return indexes.Contains(-1) ? 0 : indexes.Min();
    }

    private static int IndexOf(IReadOnlyList<StreamRecord> batch, string? sequenceNumber)
    {
        for (var i = 0; i < batch.Count; i++)
        {
            if (batch[i].SequenceNumber == sequenceNumber)
            {
                return i;
            }
        }

        return -1;
    }

    private void GiveUp(IReadOnlyList<StreamRecord> batch, string shardId, string condition, int attempts, InvocationResult? result)
    {
        events.Add("streams", $"{mapping.LogicalId} gave up {batch.Count} records: {condition}");
        if (mapping.OnFailure is not { } arn || sqs.FindByArn(arn) is not { } queue)
        {
            return;
        }

        if (!policies.RoleMay(function.Function.RoleName, "sqs:SendMessage", arn))
        {
            events.Add("streams", $"role {function.Function.RoleName} may not sqs:SendMessage to {arn}");
            return;
        }

        var now = DateTimeOffset.UtcNow;
        var document = new JsonObject
        {
            ["requestContext"] = new JsonObject
            {
                ["requestId"] = result?.RequestId ?? Guid.NewGuid().ToString(),
                ["functionArn"] = function.Function.Arn,
                ["condition"] = condition,
                ["approximateInvokeCount"] = attempts,
            },
            ["version"] = "1.0",
            ["timestamp"] = Text(now),
            ["DDBStreamBatchInfo"] = new JsonObject
            {
                ["shardId"] = shardId,
                ["startSequenceNumber"] = batch[0].SequenceNumber,
                ["endSequenceNumber"] = batch[^1].SequenceNumber,
                ["approximateArrivalOfFirstRecord"] = Text(batch[0].Written),
                ["approximateArrivalOfLastRecord"] = Text(batch[^1].Written),
                ["batchSize"] = batch.Count,
                ["streamArn"] = mapping.StreamArn,
            },
        };
        if (result is not null)
        {
            document["responseContext"] = new JsonObject { ["statusCode"] = 200, ["executedVersion"] = "$LATEST", ["functionError"] = result.FunctionError };
        }

        queue.Send(Json.Text(document));
    }

    private static string Text(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ");
}
