using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;

namespace Ooak.LocalCloud.Tests;

/// <summary>Faults that hit one person's calls and leave everybody else's alone.</summary>
public sealed class FaultTests(FaultTests.OwnCloud own) : IClassFixture<FaultTests.OwnCloud>
{
    /// <summary>What the filter of the mapping with the large batches lets through.</summary>
    private static readonly Dictionary<string, AttributeValue> Loud = new(StringComparer.Ordinal) { ["sk"] = new("NOTE#1"), ["kind"] = new("loud") };

    private readonly Harness _cloud = own.Harness;

    /// <summary>A cloud of this class alone: its faults kill functions and mix batches under every test that shares one.</summary>
    public sealed class OwnCloud : IAsyncLifetime
    {
        internal Harness Harness { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Harness = await Harness.StartAsync();

        public ValueTask DisposeAsync() => Harness.DisposeAsync();
    }

    [Fact]
    public async Task A_service_fault_hits_the_calls_that_match_after_those_it_skips()
    {
        using var client = Client();
        await Fault(new() { ["matching"] = "FAULT#1", ["skip"] = 1, ["count"] = 2, ["status"] = 400 });

        await Put(client, "FAULT#2");
        await Put(client, "FAULT#1");
        await Should.ThrowAsync<ProvisionedThroughputExceededException>(() => Put(client, "FAULT#1"));
        await Put(client, "FAULT#2");
        await Should.ThrowAsync<ProvisionedThroughputExceededException>(() => Put(client, "FAULT#1"));
        await Put(client, "FAULT#1");
    }

    [Theory]
    [InlineData("before", false)]
    [InlineData("after", true)]
    public async Task A_function_dies_before_or_after_the_call_that_matches(string moment, bool done)
    {
        using var client = Client();
        var key = $"FAULT#{moment}";
        await Fault(new() { ["matching"] = key, ["count"] = 1, ["kill"] = moment });

        using var answer = await _cloud.Http.PostAsJsonAsync(new Uri(_cloud.Api, "aws"), new JsonObject
        {
            ["service"] = "dynamodb",
            ["target"] = "DynamoDB_20120810.PutItem",
            ["body"] = new JsonObject { ["TableName"] = _cloud.Table, ["Item"] = new JsonObject { ["pk"] = new JsonObject { ["S"] = key }, ["sk"] = new JsonObject { ["S"] = "CALL#1" } } },
        });

        ((int)answer.StatusCode).ShouldBeInRange(500, 502);
        (await client.GetItemAsync(_cloud.Table, Key(key))).IsItemSet.ShouldBe(done);
    }

    [Fact]
    public async Task A_regrouped_stream_brings_records_again_in_another_batch()
    {
        using var client = Client();

        // A cold start of a busy machine must not take a delivery of its own.
        await Put(client, "REGROUP#0");
        await Until.True(() => Batches("REGROUP#0").Count > 0, "the function runs");
        using var on = await _cloud.Http.PostAsJsonAsync(new Uri(_cloud.Cloud.Console, "/faults"), new JsonObject { ["regroupStream"] = true });
        try
        {
            await Put(client, "REGROUP#1");
            await Until.True(() => Batches("REGROUP#1").Count >= 2, "the record came twice");
            await Put(client, "REGROUP#2");
            await Until.True(() => Batches("REGROUP#2").Exists(batch => batch.Contains("REGROUP#1")), "the earlier record came with the later one");
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"{e.Message}; {await _cloud.Console("/api/streams")} {await _cloud.Console("/api/events")} {await _cloud.Console("/api/logs/Counter")}", e);
        }
        finally
        {
            using var off = await _cloud.Http.PostAsJsonAsync(new Uri(_cloud.Cloud.Console, "/faults"), new JsonObject { ["regroupStream"] = false });
        }
    }

    [Fact]
    public async Task A_paused_stream_that_never_falls_silent_still_gives_few_batches()
    {
        using var client = Client();
        await Put(client, "PAUSE#warm", Loud);
        await Until.True(() => Batches("PAUSE#warm", "Inserts").Count > 0, "the function runs");
        using var on = await _cloud.Http.PostAsJsonAsync(new Uri(_cloud.Cloud.Console, "/faults"), new JsonObject { ["streamPauseMs"] = 5_000 });
        var partitions = Enumerable.Range(0, 60).Select(n => $"PAUSE#{n}").ToList();
        try
        {
            foreach (var partition in partitions)
            {
                await Put(client, partition, Loud);
            }

            await Until.True(() => Batches(partitions[^1], "Inserts").Count > 0, "the last has come");
        }
        finally
        {
            using var off = await _cloud.Http.PostAsJsonAsync(new Uri(_cloud.Cloud.Console, "/faults"), new JsonObject { ["streamPauseMs"] = 0 });
        }

        // What was there at the first look, and the rest.
        partitions.SelectMany(partition => Batches(partition, "Inserts")).Select(batch => batch[0]).Distinct().Count().ShouldBeLessThanOrEqualTo(2);
    }

    [Fact]
    public async Task A_stream_is_said_to_be_handled_once_it_is()
    {
        using var client = Client();
        for (var n = 0; n < 3; n++)
        {
            // What has to start first is longer at it than the console is at answering.
            using var killed = await _cloud.Http.PostAsJsonAsync(new Uri(_cloud.Cloud.Console, "/faults"), new JsonObject { ["kill"] = "Counter" });
            await Put(client, $"CAUGHT#{n}");
            var written = DateTimeOffset.UtcNow;

            await Until.True(async () => (await _cloud.Console("/api/streams")).All(stream => stream!["caughtUpAt"] is { } at && DateTimeOffset.Parse((string)at!, CultureInfo.InvariantCulture) > written), "the streams are handled");

            Batches($"CAUGHT#{n}").ShouldNotBeEmpty();
        }
    }

    private List<List<string>> Batches(string partition, string function = "Counter") =>
    [
        .. _cloud.Received(function)
            .Select(batch => batch["Records"]!.AsArray().Select(record => (string)record!["dynamodb"]!["Keys"]!["pk"]!["S"]!).ToList())
            .Where(batch => batch.Contains(partition)),
    ];

    private async Task Fault(JsonObject fault)
    {
        fault["service"] = "dynamodb";
        using var answer = await _cloud.Http.PostAsJsonAsync(new Uri(_cloud.Cloud.Console, "/faults"), new JsonObject { ["serviceErrors"] = fault });
        answer.EnsureSuccessStatusCode();
    }

    private Task<PutItemResponse> Put(AmazonDynamoDBClient client, string partition, Dictionary<string, AttributeValue>? with = null) =>
        client.PutItemAsync(_cloud.Table, (with ?? []).Aggregate(Key(partition), (item, field) =>
        {
            item[field.Key] = field.Value;
            return item;
        }));

    private static Dictionary<string, AttributeValue> Key(string partition) => new(StringComparer.Ordinal) { ["pk"] = new(partition), ["sk"] = new("CALL#1") };

    private AmazonDynamoDBClient Client() => new(
        new BasicAWSCredentials(LocalCloudHost.RootCredentials.AccessKey, LocalCloudHost.RootCredentials.SecretKey),
        new AmazonDynamoDBConfig { ServiceURL = _cloud.Cloud.Services.ToString(), AuthenticationRegion = _cloud.Cloud.Region, MaxErrorRetry = 0 });
}
