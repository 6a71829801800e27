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

        new Schedule("test", expression).Next(after).ShouldBe(DateTime.Parse(next, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal));
    }

    [Fact]
    public async Task A_rule_can_be_fired_by_hand()
    {
        var cloud = shared.Harness;
        using var answer = await cloud.Http.PostAsync(new Uri(cloud.Cloud.Console, "/api/rules/Nightly"), null);

        answer.IsSuccessStatusCode.ShouldBeTrue();
        await Until.True(() => cloud.ReceivedRecords("Subscriber").Any(r => r["scheduled"] is not null), "the function ran");
    }
}
