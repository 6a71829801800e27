using Amazon.DynamoDBv2.Model;

namespace Ooak.EndToEnd.Tests;

/// <summary>The nightly recount, fired at once as if two quiet days had passed.</summary>
[Collection(nameof(SharedCloud))]
public sealed class RecountTests(SharedCloud shared)
{
    private readonly TestCloud _cloud = shared.Cloud;

    [Fact]
    public async Task A_counter_that_went_wrong_is_mended_at_night_and_the_log_says_how_many()
    {
        var manager = await _cloud.AsAsync(TestCloud.Manager);
        var (person, _) = await _cloud.NewPersonAsync();
        var twoDaysAgo = DateTimeOffset.UtcNow.AddDays(-2);
        (await person.PostAsync("/calls", Requests.Draft(startedAt: twoDaysAgo))).Expect(201);
        var day = twoDaysAgo.UtcDateTime.ToString("yyyy-MM-dd");
        var path = $"/dashboard?from={day}&to={day}";
        var calls = await CallPages.AllAsync(manager, $"&from={day}&to={day}");
        var all = await CallPages.AllAsync(manager, $"&from={DateTime.UtcNow.AddDays(-100):yyyy-MM-dd}&to={DateTime.UtcNow.AddDays(40):yyyy-MM-dd}");
        var before = Recount.Of(calls, all, day, day);
        await Until.Equal(before, async () => Recount.Shown((await manager.GetAsync(path)).Expect(200).Json), "the day's calls are counted", seconds: 120);
        var key = new Dictionary<string, AttributeValue> { ["pk"] = new("AGG#" + day), ["sk"] = new("ORG") };
        var wrong = (await _cloud.DynamoDb.GetItemAsync(_cloud.Table, key)).Item;
        wrong["calls"] = new AttributeValue { N = "1000" };
        await _cloud.DynamoDb.PutItemAsync(_cloud.Table, wrong);
        Recount.Shown((await manager.GetAsync(path)).Expect(200).Json).ShouldNotBe(before);

        var schedule = (await _cloud.ConsoleAsync("/api/schedules")).Single(each => ((string)each!["function"]!).StartsWith("FunctionsRecountFunction", StringComparison.Ordinal))!;
        var at = DateTime.UtcNow.AddDays(2).ToString("yyyy-MM-ddTHH:mm:ssZ");
        using var answer = await _cloud.Http.PostAsync(new Uri(_cloud.Console, $"/api/schedules/{schedule["logicalId"]}?at={at}"), null);
        answer.EnsureSuccessStatusCode();

        await Until.Equal(before, async () => Recount.Shown((await manager.GetAsync(path)).Expect(200).Json), "the day's figures are right again", seconds: 60);
        await Until.True(async () => (await _cloud.LogOfAsync("Recount")).Contains("\"CounterDifferences\":", StringComparison.Ordinal), "the report is logged");
    }
}
