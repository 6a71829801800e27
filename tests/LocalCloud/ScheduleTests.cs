using System.Globalization;
using Ooak.LocalCloud.Events;

namespace Ooak.LocalCloud.Tests;

public sealed class ScheduleTests(SharedCloud shared)
{
    [Theory]
    [InlineData("rate(5 minutes)", "2026-01-01T00:05:30")]
    [InlineData("cron(30 2 * * ? *)", "2026-01-01T02:30:00")]
    [InlineData("cron(0/15 8-18 ? * MON-FRI *)", "2026-01-01T08:00:00")]
    [InlineData("cron(0 0 1 FEB ? *)", "2026-02-01T00:00:00")]
    [InlineData("cron(0 12 ? * SUN *)", "2026-01-04T12:00:00")]
    public void The_next_moment_is_the_one_that_EventBridge_would_choose(string expression, string next)
    {
        var after = new DateTime(2026, 1, 1, 0, 0, 30, DateTimeKind.Utc);

        new Schedule("test", expression).Next(after).ShouldBe(Utc(next));
    }

    [Theory]
    [InlineData("cron(0 8 * * ? *)", "2026-07-01T00:00:30", "2026-07-01T06:00:00")]
    [InlineData("cron(0 8 * * ? *)", "2026-01-01T00:00:30", "2026-01-01T07:00:00")]
    [InlineData("cron(30 2 * * ? *)", "2026-03-28T12:00:00", "2026-03-30T00:30:00")] // 02:30 is skipped on the 29th
    [InlineData("cron(30 2 * * ? *)", "2026-10-24T12:00:00", "2026-10-25T00:30:00")] // 02:30 comes twice on the 25th
    [InlineData("cron(30 2 * * ? *)", "2026-10-25T00:30:00", "2026-10-26T01:30:00")]
    [InlineData("cron(0 0 ? * MON *)", "2026-07-04T00:00:00", "2026-07-05T22:00:00")]
    public void A_schedule_follows_the_wall_clock_of_its_time_zone(string expression, string after, string next) =>
        new Schedule("test", expression, "Europe/Zurich").Next(Utc(after)).ShouldBe(Utc(next));

    [Fact]
    public async Task A_schedule_can_be_fired_by_hand_and_says_when_it_was_due()
    {
        var cloud = shared.Harness;
        using var answer = await cloud.Http.PostAsync(new Uri(cloud.Cloud.Console, "/api/schedules/Morning?at=2026-05-04T06:00:00Z"), null);

        answer.StatusCode.ShouldBe(System.Net.HttpStatusCode.Accepted);
        await Until.True(() => cloud.Received("Subscriber").Any(e => (string?)e["at"] == "2026-05-04T06:00:00Z"), "the function ran");
        cloud.Received("Subscriber").First(e => e["at"] is not null)["schedule"]!.ToString().ShouldStartWith("arn:aws:scheduler:");
    }

    [Fact]
    public async Task A_role_that_may_not_invoke_the_function_sends_the_run_to_the_dead_letters()
    {
        var cloud = shared.Harness;
        using var answer = await cloud.Http.PostAsync(new Uri(cloud.Cloud.Console, "/api/schedules/Barred?at=2026-05-05T06:00:00Z"), null);

        answer.StatusCode.ShouldBe(System.Net.HttpStatusCode.Accepted);
        (await cloud.Console("/api/queues")).Single(q => (string?)q!["logicalId"] == "ScheduleFailures")!["visible"]!.GetValue<int>().ShouldBe(1);
        (await cloud.Console("/api/events")).Select(e => (string)e!["text"]!).ShouldContain(text => text.StartsWith("Barred: role ", StringComparison.Ordinal) && text.Contains("may not lambda:InvokeFunction on "));
        cloud.Received("Subscriber").ShouldNotContain(e => (string?)e["at"] == "2026-05-05T06:00:00Z");
    }

    [Fact]
    public async Task The_console_lists_schedules_and_refuses_what_it_does_not_know()
    {
        var cloud = shared.Harness;
        var listed = (await cloud.Console("/api/schedules")).Single(s => (string?)s!["logicalId"] == "Morning")!;
        listed["function"]!.GetValue<string>().ShouldBe("Subscriber");
        listed["timeZone"]!.GetValue<string>().ShouldBe("Europe/Zurich");
        DateTime.Parse((string)listed["next"]!, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind).ShouldBeGreaterThan(DateTime.UtcNow);

        using var unknown = await cloud.Http.PostAsync(new Uri(cloud.Cloud.Console, "/api/schedules/Nowhere"), null);
        unknown.StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);
        using var never = await cloud.Http.PostAsync(new Uri(cloud.Cloud.Console, "/api/schedules/Morning?at=soon"), null);
        never.StatusCode.ShouldBe(System.Net.HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_rule_can_be_fired_by_hand()
    {
        var cloud = shared.Harness;
        using var answer = await cloud.Http.PostAsync(new Uri(cloud.Cloud.Console, "/api/rules/Nightly"), null);

        answer.IsSuccessStatusCode.ShouldBeTrue();
        await Until.True(() => cloud.ReceivedRecords("Subscriber").Any(r => r["scheduled"] is not null), "the function ran");
    }

    private static DateTime Utc(string text) =>
        DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
}
