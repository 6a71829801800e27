using System.Text.Json.Nodes;
using Ooak.LocalCloud.DynamoDb;
using Ooak.LocalCloud.Faults;

namespace Ooak.LocalCloud.Streams;

/// <summary>Follows one mapping through its stream: shards in order, batches one after the other, the position kept after each.</summary>
internal sealed class StreamPoller(EventSourceMapping mapping, BatchRunner runner, DynamoDbClient client, RecordStore positions, FaultPlan faults, string region, EventLog events)
{
    private static readonly TimeSpan Quick = TimeSpan.FromMilliseconds(20);

    /// <summary>Between two reads that find something, so that a busy stream gives batches. (Lambda reads a shard four times a second.)</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Attentive = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _wake = new(0, 1);
    private readonly Dictionary<string, ShardReader> _readers = new(StringComparer.Ordinal);
    private readonly List<StreamRecord> _pending = [];
    private string _localArn = "";

    public EventSourceMapping Mapping => mapping;

    public BatchRunner Runner => runner;

    public string? Position { get; private set; }

    /// <summary>Whatever was written before this moment has been handled; null until the stream has been read.</summary>
    public DateTimeOffset? CaughtUpAt { get; private set; }

    public void Wake()
    {
        try
        {
            _wake.Release();
        }
        catch (SemaphoreFullException)
        {
            // Awake already.
        }
    }

    /// <summary>Finds the stream. A mapping that starts at LATEST skips, once, what is there now.</summary>
    public async Task PrepareAsync(CancellationToken cancellation)
    {
        var table = await client.Call("DescribeTable", new JsonObject { ["TableName"] = mapping.TableName }, cancellation);
        _localArn = table.Obj("Table").Require("LatestStreamArn");
        if (!mapping.FromLatest || positions.Find(mapping.Id) is not null)
        {
            return;
        }

        foreach (var shard in await Shards(cancellation))
        {
            var reader = new ShardReader(client, mapping, region, _localArn, shard);
            for (var records = await reader.ReadAsync(null, 1000, cancellation); records.Count > 0; records = await reader.ReadAsync(null, 1000, cancellation))
            {
                Keep(shard, records[^1].SequenceNumber);
            }
        }

        positions.Put(mapping.Id, positions.Find(mapping.Id) ?? []);
    }

    public async Task RunAsync(CancellationToken cancellation)
    {
        var attentiveUntil = DateTime.UtcNow + Attentive;
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                if (await Round(cancellation))
                {
                    await Task.Delay(Pause + TimeSpan.FromMilliseconds(faults.StreamPauseMilliseconds), cancellation);
                    attentiveUntil = DateTime.UtcNow + Attentive;
                    continue;
                }

                // After a write the stream is watched closely; a quiet one is looked at now and then (TTL deletions come unannounced).
                if (await _wake.WaitAsync(DateTime.UtcNow < attentiveUntil ? Quick : Slow, cancellation))
                {
                    attentiveUntil = DateTime.UtcNow + Attentive;
                }
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                return;
            }
            catch (ObjectDisposedException)
            {
                return;
            }
            catch (Exception e)
            {
                // What was read and not handled is read again, from the position kept.
                _readers.Clear();
                if (!cancellation.IsCancellationRequested)
                {
                    events.Add("streams", $"{mapping.LogicalId}: {e.Message}");
                    await Task.Delay(Slow, CancellationToken.None);
                }
            }
        }
    }

    /// <summary>One pass over the shards; true when something was found.</summary>
    private async Task<bool> Round(CancellationToken cancellation)
    {
        var any = false;
        var caughtUp = DateTimeOffset.MaxValue;
        foreach (var shard in await KnownShards(cancellation))
        {
            if (!_readers.TryGetValue(shard, out var reader))
            {
                _readers[shard] = reader = new ShardReader(client, mapping, region, _localArn, shard);
            }

            while (true)
            {
                var asked = DateTimeOffset.UtcNow;
                var records = await reader.ReadAsync(PositionOf(shard), mapping.BatchSize, cancellation);
                if (records.Count > 0)
                {
                    any = true;
                    await Handle(reader, records, cancellation);
                }

                if (records.Count == 0 || (records.Count < mapping.BatchSize && faults.StreamPauseMilliseconds > 0))
                {
                    // A shard that ended has successors, which are read in the next round.
                    caughtUp = !reader.Reading ? DateTimeOffset.MinValue : asked < caughtUp ? asked : caughtUp;
                    break;
                }
            }
        }

        CaughtUpAt = caughtUp > DateTimeOffset.MinValue && caughtUp < DateTimeOffset.MaxValue ? caughtUp : CaughtUpAt;
        return any;
    }

    private async Task Handle(ShardReader reader, IReadOnlyList<StreamRecord> records, CancellationToken cancellation)
    {
        _pending.Clear();
        _pending.AddRange(records.Where(mapping.Wants));
        var last = records[^1].SequenceNumber;
        var deadline = DateTime.UtcNow + mapping.BatchingWindow;
        while (_pending.Count > 0 && _pending.Count < mapping.BatchSize && DateTime.UtcNow < deadline)
        {
            await Task.Delay(Quick, cancellation);
            var more = await reader.ReadAsync(last, mapping.BatchSize - _pending.Count, cancellation);
            _pending.AddRange(more.Where(mapping.Wants));
            last = more.Count > 0 ? more[^1].SequenceNumber : last;
        }

        foreach (var batch in _pending.Chunk(mapping.BatchSize).ToList())
        {
            await runner.RunAsync(batch, reader.ShardId, sequence => Keep(reader.ShardId, sequence), cancellation);
        }

        Keep(reader.ShardId, last);
    }

    private async Task<IReadOnlyList<string>> KnownShards(CancellationToken cancellation)
    {
        // Asked again only when nothing is open: a closed shard has successors.
        if (_readers.Count == 0 || _readers.Values.All(r => r.Finished))
        {
            return await Shards(cancellation);
        }

        return [.. _readers.Values.Where(r => !r.Finished).Select(r => r.ShardId)];
    }

    /// <summary>Parents before children.</summary>
    private async Task<IReadOnlyList<string>> Shards(CancellationToken cancellation)
    {
        var stream = await client.CallStreams("DescribeStream", new JsonObject { ["StreamArn"] = _localArn }, cancellation);
        return [.. stream.Obj("StreamDescription").List("Shards").Select(s => s.Require("ShardId")).Order(StringComparer.Ordinal)];
    }

    private string? PositionOf(string shard) => positions.Find(mapping.Id).Str(shard);

    private void Keep(string shard, string sequence)
    {
        Position = sequence;
        var record = (JsonObject)(positions.Find(mapping.Id)?.DeepClone() ?? new JsonObject());
        if (record.Str(shard) != sequence)
        {
            record[shard] = sequence;
            positions.Put(mapping.Id, record);
        }
    }
}
