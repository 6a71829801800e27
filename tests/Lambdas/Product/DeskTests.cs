using System.Text.Json;
using Ooak.Lambdas.Assignments;
using Ooak.Lambdas.Audit;
using Ooak.Lambdas.Calls;
using Ooak.Lambdas.Contacts;
using Ooak.Lambdas.Employees;
using Ooak.Lambdas.Presence;
using Ooak.Lambdas.Recordings;

namespace Ooak.Lambdas.Tests.Product;

/// <summary>What a manager's desk is told: histories, the audit trail, who is there.</summary>
public sealed class DeskTests
{
    private const string Manager = "0197a000-0000-7000-8000-0000000000d1";
    private static readonly DateTimeOffset Now = Samples.At("2026-05-04T12:00:00.000Z");

    [Fact]
    public void A_history_says_who_changed_what_when()
    {
        var first = Stored(Samples.Call with { Version = 1 });
        var second = CallMerge.Next(first, first.Call with { Notes = "second", Duration = 61 }, [], Now.AddMinutes(1));
        var third = CallMerge.Next(second, second.Call with { Recording = Recording, Outcome = "Sold" }, [], Now.AddMinutes(2), by: Manager);
        var fourth = CallMerge.Next(third, third.Call with { Notes = null }, [], Now.AddMinutes(3));

        // As they come back from the table.
        StoredCall[] versions = [StoredCall.FromItem(fourth.ToItem()), .. new[] { third, second, first }.Select(version => StoredCall.FromHistory(StoredCall.HistoryOf(version.ToItem()), Samples.CallId))];
        var changes = GetCallHistory.Changes(versions);

        changes.Select(change => (change.Version, change.By, string.Join(' ', change.Fields.Select(field => $"{field.Field}:{Text(field.Before)}>{Text(field.After)}")))).ShouldBe(
        [
            (4, Samples.EmployeeId, "notes:second>null"),
            (3, Manager, "outcome:null>Sold recording:null>ready"),
            (2, Samples.EmployeeId, "duration:60>61 notes:first>second"),
            (1, Samples.EmployeeId, ""),
        ]);
        changes.Select(change => change.At).ShouldBe([Now.AddMinutes(3), Now.AddMinutes(2), Now.AddMinutes(1), Samples.Call.SyncedAt]);
    }

    [Fact]
    public void Who_made_a_version_does_not_stick_to_the_next()
    {
        var managers = CallMerge.Next(Stored(Samples.Call), Samples.Call with { Outcome = "Sold" }, [], Now, by: Manager);
        StoredCall.FromItem(managers.ToItem()).By.ShouldBe(Manager);
        CallMerge.Next(managers, managers.Call with { Outcome = "Lost" }, [], Now).ToItem().ShouldNotContainKey("by");
    }

    [Fact]
    public void What_people_do_with_their_own_calls_is_not_audited()
    {
        CallAudit.Entry(Now, Samples.EmployeeId, CallAudit.Changed, Samples.Call, []).ShouldBeNull();
        var entry = CallAudit.Entry(Now, Manager, CallAudit.Changed, Samples.Call, CallField.ChangedBetween(Samples.Call, Samples.Call with { Notes = "secret", Outcome = "Sold" }))!;
        (entry.By, entry.Action, entry.Details["callId"], entry.Details["fields"]).ShouldBe((Manager, "call-changed", Samples.CallId, "notes, outcome"));
        string.Join(' ', entry.Details.Values).ShouldNotContain("secret");
    }

    [Fact]
    public void Each_kind_of_change_of_an_account_is_an_entry_without_what_is_personal()
    {
        var before = new Employee { Id = Samples.EmployeeId, Email = "a@ooak.test", Name = "Ada", Phone = "+46701234567", Status = EmployeeStatus.Active };
        var after = before with { Name = "Ada Lovelace", Phone = null, Role = Role.Manager, Status = EmployeeStatus.Disabled };
        var entries = EmployeeAudit.Changes(Now, Manager, before, after);
        entries.Select(entry => entry.Action).ShouldBe(["role-changed", "employee-disabled", "employee-changed"]);
        entries[0].Details["role"].ShouldBe("employee → manager");
        entries[2].Details["fields"].ShouldBe("name, phone");
        entries.SelectMany(entry => entry.Details.Values).ShouldAllBe(value => !value.Contains("Ada") && !value.Contains("+46"));
        entries.Select(entry => entry.Id).Distinct().Count().ShouldBe(3);
        EmployeeAudit.Changes(Now, Manager, before, before).ShouldBeEmpty();
    }

    [Fact]
    public void An_entry_comes_back_as_it_went_and_is_found_by_who_whom_and_what()
    {
        var entry = new AuditEntry(Now, Manager, "recording-played", new Dictionary<string, string> { ["employeeId"] = Samples.EmployeeId, ["callId"] = Samples.CallId });
        var read = AuditEntry.FromItem(entry.ToItem());
        (read.Id, read.At, read.By, read.Action).ShouldBe((entry.Id, Now, Manager, "recording-played"));
        new AuditFilter(null, null, null).Admits(read).ShouldBeTrue();
        new AuditFilter("recording-played", Manager, Samples.CallId).Admits(read).ShouldBeTrue();
        new AuditFilter(null, Samples.EmployeeId, null).Admits(read).ShouldBeTrue();
        new AuditFilter("call-viewed", null, null).Admits(read).ShouldBeFalse();
        new AuditFilter(null, Samples.CallId, null).Admits(read).ShouldBeFalse();
        new AuditFilter(null, null, Samples.EmployeeId).Admits(read).ShouldBeFalse();
    }

    [Fact]
    public void What_is_assigned_at_once_is_found_by_each_of_the_people_who_got_some()
    {
        const string other = "0197a000-0000-7000-8000-0000000000e2";
        var toOne = AssignmentAudit.Created(Now, Manager, [For(Samples.EmployeeId), For(Samples.EmployeeId)]);
        toOne.Details.ShouldBe(new Dictionary<string, string> { ["count"] = "2", ["employeeId"] = Samples.EmployeeId }, ignoreOrder: true);

        var toBoth = AssignmentAudit.Created(Now, Manager, [For(Samples.EmployeeId), For(other), For(other)]);
        toBoth.Details.ShouldBe(new Dictionary<string, string> { ["count"] = "3", ["employeeIds"] = $"{Samples.EmployeeId} {other}" }, ignoreOrder: true);
        new AuditFilter(null, Samples.EmployeeId, null).Admits(toBoth).ShouldBeTrue();
        new AuditFilter(null, other, null).Admits(toBoth).ShouldBeTrue();
        new AuditFilter(null, other, null).Admits(toOne).ShouldBeFalse();

        static Assignment For(string employeeId) => new()
        {
            Id = "0197a000-0000-7000-8000-0000000000a1",
            EmployeeId = employeeId,
            ContactPhone = "+447700900123",
            AssignedBy = Manager,
            CreatedAt = Now,
            UpdatedAt = Now,
        };
    }

    [Theory]
    [InlineData("+447700900123", "…0123")]
    [InlineData("112", "…2")]
    [InlineData("7", "…")]
    public void The_trail_knows_a_contact_again_and_cannot_call_it(string number, string masked) => ContactNumber.Masked(number).ShouldBe(masked);

    [Theory]
    [InlineData("+447700900123", true)]
    [InlineData("*31#", true)]
    [InlineData("", false)]
    [InlineData("Ada", false)]
    [InlineData("+44 7700", false)]
    public void A_contact_is_a_number_that_a_call_could_have(string text, bool isOne) => (ContactNumber.Read(text) is not null).ShouldBe(isOne);

    [Fact]
    public void A_phone_is_noted_when_it_says_something_new_or_a_minute_has_passed()
    {
        var known = KnownPresence.After(null, new(0, null, null), Now);
        known.Says(null).ShouldBeTrue();
        KnownPresence.After(known, new(0, null, null), Now.AddSeconds(59)).Says(known).ShouldBeFalse();
        KnownPresence.After(known, new(0, null, null), Now.AddSeconds(60)).Says(known).ShouldBeTrue();
        KnownPresence.After(known, new(3, Now, null), Now.AddSeconds(1)).Says(known).ShouldBeTrue();
        var talking = KnownPresence.After(known, new(0, null, Now), Now.AddSeconds(1));
        (talking.Says(known), talking.Changes(known)).ShouldBe((true, true));
        KnownPresence.After(known, new(0, null, null), Now.AddHours(1)).Changes(known).ShouldBeFalse();
        KnownPresence.FromItem(talking.ToItem(Samples.EmployeeId)).ShouldBe(talking);
    }

    [Fact]
    public void An_older_app_leaves_the_queue_as_it_was()
    {
        var known = KnownPresence.After(null, new(3, Now, Now), Now);
        var next = KnownPresence.After(known, null, Now.AddMinutes(2));
        (next.Queued, next.OldestQueuedAt, next.OnCallSince).ShouldBe((3, Now, null));
    }

    [Theory]
    [InlineData(0, null, PresenceState.Online)]
    [InlineData(14, null, PresenceState.Online)]
    [InlineData(15, null, PresenceState.Offline)]
    [InlineData(60, 60, PresenceState.OnCall)]
    [InlineData(241, 241, PresenceState.Offline)]
    public void Somebody_is_what_was_last_heard_of_them(int seenAgo, int? onCallFor, PresenceState state)
    {
        var known = KnownPresence.After(null, new(0, null, onCallFor is { } minutes ? Now.AddMinutes(-minutes) : null), Now.AddMinutes(-seenAgo));
        var person = known.Of(Samples.EmployeeId, "Ada", Now);
        (person.State, person.OnCallSince is not null).ShouldBe((state, state == PresenceState.OnCall));
    }

    [Fact]
    public void A_phones_wrong_clock_makes_no_call_of_the_future_or_of_last_year()
    {
        KnownPresence.After(null, new(-5, null, Now.AddDays(1)), Now).ShouldBe(new KnownPresence(Now, Now, 0, null));
        KnownPresence.After(null, new(int.MaxValue, null, Now.AddYears(-1)), Now).Of("x", "Ada", Now).State.ShouldBe(PresenceState.OnCall);
    }

    private static Recording Recording => new() { State = RecordingState.Ready, ContentType = "audio/webm", Size = 1, Consent = new Consent(Settings.RecordingMode.Notice, Now) };

    private static StoredCall Stored(Call call) => new(call, call.UpdatedAt, new Dictionary<string, long>(), new Dictionary<string, AcceptedMutation>());

    private static string Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
}
