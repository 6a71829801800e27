using System.Text.Json.Nodes;
using Ooak.LocalCloud.Aws;
using Ooak.LocalCloud.DynamoDb;

namespace Ooak.LocalCloud.Streams;

/// <summary>Reads one shard of DynamoDB Local's stream in order.</summary>
internal sealed class ShardReader(DynamoDbClient client, EventSourceMapping mapping, string region, string localStreamArn, string shardId)
{
    private string? _iterator;
    private bool _opened;

    public string ShardId => shardId;

    /// <summary>The shard is closed and read to its end.</summary>
    public bool Finished => _opened && _iterator is null;

    /// <summary>Opened and not at a closed end: what a read does not find has not been written.</summary>
    public bool Reading => _opened && _iterator is not null;

    /// <summary>The next records after <paramref name="position"/>, which counts only when the shard is opened anew.</summary>
    public async Task<IReadOnlyList<StreamRecord>> ReadAsync(string? position, int most, CancellationToken cancellation)
    {
        if (!_opened)
        {
            await Open(position, cancellation);
        }

        if (_iterator is null)
        {
            return [];
        }

        JsonObject answer;
        try
        {
            answer = await client.CallStreams("GetRecords", new JsonObject { ["ShardIterator"] = _iterator, ["Limit"] = Math.Clamp(most, 1, 1000) }, cancellation);
        }
        catch (AwsException e) when (e.Code is "ExpiredIteratorException" or "TrimmedDataAccessException")
        {
            _opened = false;
            return [];
        }

        _iterator = answer.Str("NextShardIterator");
        return [.. answer.List("Records").Select(Record)];
    }

    private async Task Open(string? position, CancellationToken cancellation)
    {
        var request = new JsonObject { ["StreamArn"] = localStreamArn, ["ShardId"] = shardId, ["ShardIteratorType"] = position is null ? "TRIM_HORIZON" : "AFTER_SEQUENCE_NUMBER" };
        if (position is not null)
        {
            request["SequenceNumber"] = position;
        }

        _iterator = (await client.CallStreams("GetShardIterator", request, cancellation)).Str("ShardIterator");
        _opened = true;
    }

    /// <summary>The event's shape: lower-case userIdentity, this region, the stream's ARN.</summary>
    private StreamRecord Record(JsonNode source)
    {
        var change = (JsonObject)source.Obj("dynamodb")!.DeepClone();
        var seconds = double.TryParse(change.Str("ApproximateCreationDateTime"), System.Globalization.CultureInfo.InvariantCulture, out var at) ? at : 0;
        var result = new JsonObject
        {
            ["eventID"] = source.Str("eventID"),
            ["eventName"] = source.Str("eventName"),
            ["eventVersion"] = source.Str("eventVersion") ?? "1.1",
            ["eventSource"] = "aws:dynamodb",
            ["awsRegion"] = region,
            ["dynamodb"] = change,
            ["eventSourceARN"] = mapping.StreamArn,
        };
        if (source.Obj("userIdentity") is { } identity)
        {
            result["userIdentity"] = new JsonObject
            {
                ["type"] = identity.Str("Type") ?? identity.Str("type"),
                ["principalId"] = identity.Str("PrincipalId") ?? identity.Str("principalId"),
            };
        }

        // A whole number, as AWS writes it.
        change["ApproximateCreationDateTime"] = (long)seconds;
        return new StreamRecord(result, change.Require("SequenceNumber"), DateTimeOffset.FromUnixTimeMilliseconds((long)(seconds * 1000)));
    }
}
