using System.Text.Json;
using Ooak.Lambdas.Targets;

namespace Ooak.Lambdas.Tests.Product;

public sealed class TargetTests
{
    private static readonly TargetPlan Organisation = new(null, [new("2026-01-01", 15), new("2026-06-01", 20)], 2);

    [Theory]
    [InlineData("2025-12-31", null)]
    [InlineData("2026-01-01", 15)]
    [InlineData("2026-05-31", 15)]
    [InlineData("2026-06-01", 20)]
    public void A_target_counts_from_its_day_until_the_next(string day, int? calls) => Organisation.On(DateOnly.Parse(day)).ShouldBe(calls);

    [Fact]
    public void A_persons_own_target_goes_before_the_organisations()
    {
        var own = new TargetPlan(Samples.EmployeeId, [new("2026-02-01", 5), new("2026-03-01", 0), new("2026-04-01", null)], 1);

        On("2026-01-15").ShouldBe(15);
        On("2026-02-15").ShouldBe(5);
        On("2026-03-15").ShouldBeNull();
        On("2026-04-15").ShouldBe(15);
        TargetPlan.Of(own, new TargetPlan(null, [], 0), new DateOnly(2026, 4, 15)).ShouldBeNull();

        long? On(string day) => TargetPlan.Of(own, Organisation, DateOnly.Parse(day))?.Calls;
    }

    [Fact]
    public void A_plan_is_read_as_it_was_written()
    {
        var plan = new TargetPlan(Samples.EmployeeId, [new("2026-02-01", 5), new("2026-04-01", null)], 3);

        JsonSerializer.Serialize(TargetStore.Read(Samples.EmployeeId, TargetStore.Write(plan))).ShouldBe(JsonSerializer.Serialize(plan));
        TargetStore.Read(null, null).Version.ShouldBe(0);
    }
}
