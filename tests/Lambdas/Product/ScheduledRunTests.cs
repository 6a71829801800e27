using System.Text;
using Ooak.Lambdas.Functions;
using Ooak.Lambdas.Wire;

namespace Ooak.Lambdas.Tests.Product;

public sealed class ScheduledRunTests
{
    [Fact]
    public void A_scheduled_function_is_told_when_its_run_was_due()
    {
        var sent = ScheduledRun.Input.Replace("<aws.scheduler.scheduled-time>", "2026-05-04T03:30:00Z", StringComparison.Ordinal);
        using var body = new MemoryStream(Encoding.UTF8.GetBytes(sent));
        EventJson.Serializer.Deserialize<ScheduledRun>(body).At.ShouldBe(new DateTimeOffset(2026, 5, 4, 3, 30, 0, TimeSpan.Zero));
    }

    [Fact]
    public void A_schedule_is_named_by_its_file() => On.Schedule("rate(5 minutes)").Name.ShouldBe(nameof(ScheduledRunTests));
}
