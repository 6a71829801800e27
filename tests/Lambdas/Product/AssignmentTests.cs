using System.Text.Json;
using Ooak.Lambdas.Assignments;
using Ooak.Lambdas.Calls;
using Ooak.Lambdas.Data;

namespace Ooak.Lambdas.Tests.Product;

public sealed class AssignmentTests
{
    private const string Id = "0197a000-0000-7000-8000-0000000000a1";

    private static readonly Assignment Open = new()
    {
        Id = Id,
        EmployeeId = Samples.EmployeeId,
        ContactName = "نوال",
        ContactPhone = "+46701234567",
        Note = "Price",
        DueDay = "2026-05-04",
        DueAt = Samples.At("2026-05-04T09:30:00.000Z"),
        AssignedBy = "0197a000-0000-7000-8000-0000000000e9",
        CreatedAt = Samples.At("2026-05-01T08:00:00.000Z"),
        UpdatedAt = Samples.At("2026-05-01T08:00:00.000Z"),
    };

    [Fact]
    public void An_assignment_is_read_as_it_was_written()
    {
        var stored = new StoredAssignment(
            Open with
            {
                State = AssignmentState.Called,
                ClosedAt = Samples.At("2026-05-04T09:40:00.000Z"),
                FollowUpAt = Samples.At("2026-05-05T09:40:00.000Z"),
                RemindAt = Samples.At("2026-05-05T09:30:00.000Z"),
                CallIds = [Samples.CallId],
                Version = 7,
            },
            new Dictionary<string, long> { ["state"] = 6 },
            new Dictionary<string, AcceptedMutation> { ["device"] = new("id", "hash", 7, 3) });

        Text(StoredAssignment.FromItem(stored.ToItem())).ShouldBe(Text(stored));
        Text(StoredAssignment.FromItem(StoredAssignment.Of(Open).ToItem())).ShouldBe(Text(StoredAssignment.Of(Open)));
    }

    [Fact]
    public void Open_ones_are_listed_by_due_and_others_by_closing()
    {
        var timed = Open;
        var day = Open with { DueAt = null };
        var next = Open with { DueDay = "2026-05-05", DueAt = null };
        var whenever = Open with { DueDay = null, DueAt = null };

        Places(whenever, next, day, timed).ShouldBe(Places(timed, day, next, whenever).Reverse());
        Places(timed, day, next, whenever).ShouldBeInOrder();

        var done = StoredAssignment.Of(Open with { State = AssignmentState.Done, ClosedAt = Samples.At("2026-05-04T11:00:00.000Z") }).ToItem();
        (done[Keys.Organisation].S, done[Keys.OrganisationSort].S).ShouldBe(("TASK#done", "2026-05-04T11:00:00.000Z#" + Id));
        StoredAssignment.Of(Open with { Deleted = true }).ToItem()[Keys.Organisation].S.ShouldBe("TASK#cancelled");
    }

    [Fact]
    public void What_was_handed_over_is_in_no_list_and_goes_by_itself()
    {
        var left = (StoredAssignment.Of(Open with { Deleted = true }) with { NowWith = "somebody" }).ToItem();

        left.ShouldNotContainKey(Keys.Organisation);
        left.ShouldContainKey(Keys.TimeToLive);
        left.ShouldContainKey(Keys.Changed);
        StoredAssignment.Of(Open).ToItem().ShouldNotContainKey(Keys.TimeToLive);
    }

    [Fact]
    public void A_list_goes_on_behind_its_cursor_and_refuses_one_of_another_list()
    {
        var open = new AssignmentFilter("open", null, null);
        var done = new AssignmentFilter("done", null, null);
        var place = StoredAssignment.Of(Open).ToItem()[Keys.OrganisationSort].S;
        var closed = "2026-05-04T11:00:00.000Z#" + Id;

        open.Position(AssignmentFilter.Cursor(place)).ShouldBe(place);
        done.Position(AssignmentFilter.Cursor(closed)).ShouldBe(closed);
        open.Position(AssignmentFilter.Cursor(closed)).ShouldBeNull();
        done.Position(AssignmentFilter.Cursor(place)).ShouldBeNull();
        open.Position("***").ShouldBeNull();
        open.Position(AssignmentFilter.Cursor("2026-05-04|~#")).ShouldBeNull();

        string.CompareOrdinal(open.GoesOn(place, "0", "~").From, place).ShouldBeGreaterThan(0);
        string.CompareOrdinal(done.GoesOn(closed, "0", "~").To, closed).ShouldBeLessThan(0);
        string.CompareOrdinal(done.GoesOn(closed, "0", "~").To, closed[..^1] + (char)(closed[^1] - 1)).ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Closing_leaves_its_time_and_reopening_takes_it_back()
    {
        var now = Samples.At("2026-05-04T12:00:00.000Z");
        var done = AssignmentMerge.Next(StoredAssignment.Of(Open), Open with { State = AssignmentState.Done }, now);
        (done.Assignment.ClosedAt, done.Assignment.Version, done.FieldVersions["state"]).ShouldBe((now, 2, 2));

        var later = AssignmentMerge.Next(done, done.Assignment with { Note = "x" }, now.AddHours(1));
        later.Assignment.ClosedAt.ShouldBe(now);
        later.FieldVersions["state"].ShouldBe(2);

        AssignmentMerge.Next(later, later.Assignment with { State = AssignmentState.Open }, now.AddHours(2)).Assignment.ClosedAt.ShouldBeNull();
    }

    [Theory]
    [InlineData("id", """{"id":"x"}""")]
    [InlineData("employeeId", """{"employeeId":"me"}""")]
    [InlineData("contactPhone", """{"contactPhone":null}""")]
    [InlineData("contactPhone", """{"contactPhone":"call me"}""")]
    [InlineData("dueDay", """{"dueDay":"2026-02-30"}""")]
    [InlineData("dueDay", """{"dueDay":"1999-01-01"}""")]
    [InlineData("note", """{"note":"LONG"}""")]
    public void A_draft_is_refused_by_field(string field, string json)
    {
        var text = json.Replace("LONG", new string('x', AssignmentRules.MaximumNote + 1));
        var good = new AssignmentDraft(Id, Samples.EmployeeId, null, "+46701234567", null, null, null);
        var change = JsonDocument.Parse(text).RootElement.EnumerateObject().Single();
        var bad = field switch
        {
            "id" => good with { Id = change.Value.GetString() },
            "employeeId" => good with { EmployeeId = change.Value.GetString() },
            "contactPhone" => good with { ContactPhone = change.Value.GetString() },
            "dueDay" => good with { DueDay = change.Value.GetString() },
            _ => good with { Note = change.Value.GetString() },
        };

        AssignmentRules.Check(good).ShouldBeEmpty();
        AssignmentRules.Check(bad).Keys.ShouldBe([field]);
    }

    private static string Text(StoredAssignment stored) => JsonSerializer.Serialize(stored);

    private static string[] Places(params Assignment[] assignments) => [.. assignments.Select(a => StoredAssignment.Of(a).ToItem()[Keys.OrganisationSort].S)];
}
