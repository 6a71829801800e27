using System.Text.Json;
using Ooak.Lambdas.Auth;
using Ooak.Lambdas.Employees;

namespace Ooak.Lambdas.Tests.Identity;

public sealed class RulesTests
{
    [Theory]
    [InlineData("+442079460000", "+442079460000")]
    [InlineData(" +44 (20) 7946-0000 ", "+442079460000")]
    [InlineData("+12345678", "+12345678")]
    [InlineData("+1234567", "+1234567")]
    [InlineData("+123456", null)]
    [InlineData("+1234567890123456", null)]
    [InlineData("+0442079460000", null)]
    [InlineData("00442079460000", null)]
    [InlineData("020 7946 0000", null)]
    [InlineData("+44/20.7946", null)]
    [InlineData("+4420794600٠٠", null)]
    [InlineData("++442079460000", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_phone_number_has_its_country(string? text, string? number) => PhoneNumber.Normalise(text).ShouldBe(number);

    [Theory]
    [InlineData("ada@example.com", "a***@e***")]
    [InlineData("+442079460000", "+********0000")]
    public void A_destination_shows_little_of_what_was_typed(string account, string masked) => FirstFactor.Masked(account).ShouldBe(masked);

    [Theory]
    [InlineData("Twelve-chars1", true)]
    [InlineData("Eleven-cha1", false)]
    [InlineData("no-upper-case-1", false)]
    [InlineData("NO-LOWER-CASE-1", false)]
    [InlineData("No-digit-at-all", false)]
    [InlineData(null, false)]
    public void A_password_follows_the_pools_policy(string? password, bool allowed) => PasswordRules.Allow(password).ShouldBe(allowed);

    [Theory]
    [InlineData(EmployeeStatus.Active, EmployeeStatus.Disabled, EmployeeStatus.Active, EmployeeStatus.Disabled)]
    [InlineData(EmployeeStatus.Disabled, EmployeeStatus.Active, EmployeeStatus.Active, EmployeeStatus.Active)]
    [InlineData(EmployeeStatus.Disabled, EmployeeStatus.Active, EmployeeStatus.Invited, EmployeeStatus.Invited)]
    [InlineData(EmployeeStatus.Invited, EmployeeStatus.Active, EmployeeStatus.Active, EmployeeStatus.Invited)]
    [InlineData(EmployeeStatus.Invited, null, EmployeeStatus.Active, EmployeeStatus.Invited)]
    [InlineData(EmployeeStatus.Disabled, null, EmployeeStatus.Active, EmployeeStatus.Disabled)]
    public void Enabling_leads_back_to_where_somebody_was(EmployeeStatus status, EmployeeStatus? wanted, EmployeeStatus before, EmployeeStatus then) =>
        EmployeeRules.Apply(Person with { Status = status }, new EmployeeChanges(null, default, null, default, wanted), before).Status.ShouldBe(then);

    [Fact]
    public void What_is_absent_stays_and_null_removes()
    {
        var nothing = new EmployeeChanges(null, default, null, default, null);
        EmployeeRules.Apply(Person, nothing, EmployeeStatus.Active).ShouldBe(Person);

        var removal = nothing with { Phone = Json("null"), Team = Json("null") };
        EmployeeRules.Check(removal).ShouldBeEmpty();
        EmployeeRules.Apply(Person, removal, EmployeeStatus.Active).ShouldBe(Person with { Phone = null, Team = null });
        EmployeeRules.Check(nothing with { Phone = Json("7"), Team = Json("[]"), Name = " ", Status = EmployeeStatus.Invited }).Keys
            .ShouldBe(["phone", "team", "name", "status"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_quick_answer_is_held_back_and_a_slow_one_is_not()
    {
        var clock = new FakeClock();
        var floor = new ResponseFloor(clock);
        var started = floor.Start();
        clock.Now += TimeSpan.FromMilliseconds(250);
        await floor.HoldAsync(started, default);
        clock.Waited.ShouldBe(Limits.Floor - TimeSpan.FromMilliseconds(250));

        clock.Now += Limits.Floor;
        await floor.HoldAsync(started, default);
        clock.Waited.ShouldBe(Limits.Floor - TimeSpan.FromMilliseconds(250));
    }

    private static Employee Person { get; } = new() { Id = "0197a000-0000-7000-8000-0000000000e1", Email = "ada@example.com", Name = "Ada", Phone = "+442079460000", Team = "Sales" };

    private static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;
}
