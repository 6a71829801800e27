using System.Text.Json.Nodes;
using Ooak.LocalCloud.Aws;
using Ooak.LocalCloud.Template;

namespace Ooak.LocalCloud.Streams;

/// <summary>A DynamoDB event source mapping as the template declares it.</summary>
/// <remarks>AWS Lambda Developer Guide, "Lambda parameters for Amazon DynamoDB event source mappings".</remarks>
internal sealed record EventSourceMapping
{
    public required string LogicalId { get; init; }

    public required string Id { get; init; }

    public required string StreamArn { get; init; }

    public required string TableName { get; init; }

    public required string FunctionName { get; init; }

    public required bool FromLatest { get; init; }

    public required int BatchSize { get; init; }

    public required TimeSpan BatchingWindow { get; init; }

    public required bool Bisect { get; init; }

    /// <summary>Null retries until the record expires.</summary>
    public required int? MaximumRetries { get; init; }

    /// <summary>Null keeps a record for the stream's own 24 hours.</summary>
    public required TimeSpan? MaximumAge { get; init; }

    public required bool ReportsItemFailures { get; init; }

    public required IReadOnlyList<JsonObject> Filters { get; init; }

    public required string? OnFailure { get; init; }

    public static EventSourceMapping From(Resource resource, Stack stack)
    {
        var arn = resource.Properties.Require("EventSourceArn");
        if (!arn.Contains(":dynamodb:", StringComparison.Ordinal))
        {
            throw new LocalCloudException($"{resource.LogicalId} reads {arn}; LocalCloud runs event source mappings of DynamoDB streams only");
        }

        if (resource.Properties.Int("ParallelizationFactor") is > 1)
        {
            throw new LocalCloudException($"{resource.LogicalId} sets ParallelizationFactor above 1, which LocalCloud does not implement");
        }

        var filters = resource.Obj("FilterCriteria").List("Filters").Select(f => (JsonObject)JsonNode.Parse(f.Require("Pattern"))!).ToList();
        filters.ForEach(f => EventPattern.Check(resource.LogicalId, f));
        var age = resource.Properties.Int("MaximumRecordAgeInSeconds") ?? -1;
        var retries = resource.Properties.Int("MaximumRetryAttempts") ?? -1;
        return new EventSourceMapping
        {
            LogicalId = resource.LogicalId,
            Id = resource.PhysicalId,
            StreamArn = arn,
            TableName = stack.ByArn(arn.Split("/stream/")[0]).PhysicalId,
            FunctionName = resource.Properties.Require("FunctionName"),
            FromLatest = resource.Str("StartingPosition") == "LATEST",
            BatchSize = resource.Properties.Int("BatchSize") ?? 100,
            BatchingWindow = TimeSpan.FromSeconds(resource.Properties.Int("MaximumBatchingWindowInSeconds") ?? 0),
            Bisect = resource.Properties.Bool("BisectBatchOnFunctionError"),
            MaximumRetries = retries < 0 ? null : retries,
            MaximumAge = age < 0 ? null : TimeSpan.FromSeconds(age),
            ReportsItemFailures = resource.Strings("FunctionResponseTypes").Contains("ReportBatchItemFailures"),
            Filters = filters,
            OnFailure = resource.Obj("DestinationConfig").Obj("OnFailure").Str("Destination"),
        };
    }

    public bool Wants(StreamRecord record) => Filters.Count == 0 || Filters.Any(f => EventPattern.Matches(f, record.Event));
}

/// <summary>One record: its event as a function sees it, its place in the shard, and when it was written.</summary>
internal sealed record StreamRecord(JsonObject Event, string SequenceNumber, DateTimeOffset Written);
