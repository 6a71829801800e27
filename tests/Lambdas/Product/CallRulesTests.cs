using Ooak.Lambdas.Calls;

namespace Ooak.Lambdas.Tests.Product;

public sealed class CallRulesTests
{
    private static readonly CallDraft Valid = new()
    {
        Id = Samples.CallId,
        CallType = CallType.Incoming,
        Status = CallStatus.Missed,
        StartedAt = Samples.Call.StartedAt,
    };

    [Fact]
    public void The_least_that_a_call_needs_is_enough() => CallRules.Check(Valid).ShouldBeEmpty();

    [Fact]
    public void All_that_is_wrong_is_told_at_once() => CallRules.Check(new CallDraft
    {
        Id = "0197A000-0000-7000-8000-000000000001",
        ContactName = new string('x', 201),
        ContactPhone = "+46 70",
        CallType = (CallType)9,
        Status = null,
        Duration = -1,
        Notes = new string('x', 10_001),
        Outcome = new string('x', 101),
        AssignmentId = "x",
        Source = (CallSource)9,
    }).Keys.Order().ShouldBe(["assignmentId", "callType", "contactName", "contactPhone", "duration", "id", "notes", "outcome", "source", "startedAt", "status"]);

    [Theory]
    [InlineData(null, true)]
    [InlineData("+46701234567", true)]
    [InlineData("*100#", true)]
    [InlineData("0123456789*#+,;", true)]
    [InlineData("12345678901234567890123456789012", true)]
    [InlineData("123456789012345678901234567890123", false)]
    [InlineData("", false)]
    [InlineData("+46 70", false)]
    [InlineData("٣", false)]
    [InlineData("abc", false)]
    public void A_number_is_what_can_be_dialled(string? phone, bool valid) => (CallRules.PhoneError(phone) is null).ShouldBe(valid);

    [Theory]
    [InlineData(0, true)]
    [InlineData(86_400, true)]
    [InlineData(86_401, false)]
    [InlineData(-1, false)]
    [InlineData(long.MaxValue, false)]
    public void A_call_lasts_at_most_a_day(long seconds, bool valid) => (CallRules.DurationError(seconds) is null).ShouldBe(valid);

    [Fact]
    public void Text_is_whole_characters()
    {
        CallRules.NotesError("😀").ShouldBeNull();
        CallRules.NotesError("a\ud83d").ShouldNotBeNull();
        CallRules.NotesError("😀\ud83d").ShouldNotBeNull();
        CallRules.NotesError("\ude00a").ShouldNotBeNull();
        CallRules.NotesError("\ud83d\ud83d\ude00").ShouldNotBeNull();
        CallRules.NameError(new string('x', 200)).ShouldBeNull();
    }

    [Theory]
    [InlineData("contactName", "\"Grace\"", true)]
    [InlineData("contactName", "null", true)]
    [InlineData("contactName", "7", false)]
    [InlineData("contactPhone", "\"x\"", false)]
    [InlineData("callType", "\"incoming\"", true)]
    [InlineData("callType", "\"Incoming\"", false)]
    [InlineData("callType", "null", false)]
    [InlineData("callType", "0", false)]
    [InlineData("status", "\"rejected\"", true)]
    [InlineData("status", "\"lost\"", false)]
    [InlineData("duration", "0", true)]
    [InlineData("duration", "1.5", false)]
    [InlineData("duration", "\"60\"", false)]
    [InlineData("duration", "86401", false)]
    [InlineData("duration", "1e400", false)]
    [InlineData("startedAt", "\"2026-05-04T09:30:00+02:00\"", true)]
    [InlineData("startedAt", "\"2026-05-04\"", false)]
    [InlineData("startedAt", "null", false)]
    [InlineData("assignmentId", "\"0197a000-0000-7000-8000-000000000001\"", true)]
    [InlineData("assignmentId", "\"x\"", false)]
    [InlineData("private", "true", true)]
    [InlineData("private", "1", false)]
    [InlineData("clockSuspect", "false", true)]
    public void A_field_takes_only_what_it_can_hold(string field, string json, bool valid)
    {
        var outcome = CallField.All.Single(f => f.Name == field).Set(Samples.Call, Samples.Json(json));

        (outcome.Error is null).ShouldBe(valid);
        (outcome.Call is null).ShouldBe(!valid);
    }

    [Fact]
    public void Setting_a_field_changes_that_field_only()
    {
        foreach (var (name, json) in ((string, string)[])
        [
            ("contactName", "\"x\""), ("contactPhone", "\"1\""), ("callType", "\"incoming\""), ("status", "\"missed\""), ("duration", "1"), ("notes", "\"x\""),
            ("outcome", "\"x\""), ("startedAt", "\"2026-05-04T00:00:00Z\""), ("assignmentId", "\"0197a000-0000-7000-8000-000000000001\""), ("private", "true"),
            ("clockSuspect", "true"),
        ])
        {
            var changed = CallField.All.Single(f => f.Name == name).Set(Samples.Call, Samples.Json(json)).Call.ShouldNotBeNull();

            CallField.ChangedBetween(Samples.Call, changed).Select(f => f.Name).ShouldBe([name]);
        }
    }
}
