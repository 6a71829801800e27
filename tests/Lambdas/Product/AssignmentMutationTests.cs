using Ooak.Lambdas.Assignments;
using Ooak.Lambdas.Calls;
using Ooak.Lambdas.Sync;

namespace Ooak.Lambdas.Tests.Product;

public sealed class AssignmentMutationTests
{
    private const string Id = "0197a000-0000-7000-8000-0000000000a1";
    private const string Phone = "0197a000-0000-7000-8000-0000000000d1";
    private const string Tablet = "0197a000-0000-7000-8000-0000000000d2";

    private static readonly DateTimeOffset Now = Samples.At("2026-05-04T12:00:00.000Z");

    private static readonly StoredAssignment Open = StoredAssignment.Of(new Assignment
    {
        Id = Id,
        EmployeeId = Samples.EmployeeId,
        ContactPhone = "+46701234567",
        AssignedBy = "0197a000-0000-7000-8000-0000000000e9",
        CreatedAt = Samples.At("2026-05-01T08:00:00.000Z"),
        UpdatedAt = Samples.At("2026-05-01T08:00:00.000Z"),
    });

    private int _mutations;

    [Fact]
    public void What_a_phone_says_is_written_with_its_mutation()
    {
        var mutation = Says($$$"""{"state":"called","followUpAt":"2026-05-05T09:00:00.000Z","calls":{"{{{Samples.CallId}}}":true}}""");

        var (next, result) = Apply(Open, mutation);

        result.Status.ShouldBe(MutationStatus.Applied);
        var assignment = next.ShouldNotBeNull().Assignment;
        result.Assignment.ShouldBe(assignment);
        (assignment.State, assignment.ClosedAt, assignment.FollowUpAt, assignment.Version).ShouldBe((AssignmentState.Called, Now, Samples.At("2026-05-05T09:00:00.000Z"), 2));
        assignment.CallIds.ShouldBe([Samples.CallId]);
        next.Devices[Phone].ShouldBe(new AcceptedMutation(mutation.Id, mutation.Hash, 2, mutation.Order));
    }

    [Fact]
    public void A_retry_is_recognised_and_the_same_id_with_other_content_is_not()
    {
        var mutation = Says("""{"state":"done"}""");
        var (done, _) = Apply(Open, mutation);

        var (again, answer) = Apply(done!, mutation);
        (again, answer.Status, answer.Assignment).ShouldBe((null, MutationStatus.Duplicate, done!.Assignment));

        var (other, refusal) = Apply(done, mutation with { Hash = "other" });
        (other, refusal.Status, refusal.Problem!.Code).ShouldBe((null, MutationStatus.Rejected, "mutation-reused"));
    }

    [Fact]
    public void A_copy_that_the_network_kept_back_changes_nothing()
    {
        var early = Says("""{"state":"done"}""");
        var (stored, _) = Apply(Open, Says("""{"state":"open"}"""));

        var (next, result) = Apply(stored!, early);

        (next, result.Status).ShouldBe((null, MutationStatus.Duplicate));
    }

    [Fact]
    public void The_same_field_goes_to_the_later_write_and_both_values_are_told()
    {
        var skipped = AssignmentMerge.Next(Open, Open.Assignment with { State = AssignmentState.Skipped, Note = "Leave it." }, Now);

        var (next, result) = Apply(skipped, Says("""{"state":"called"}"""));

        result.Status.ShouldBe(MutationStatus.Merged);
        var conflict = result.Conflicts.ShouldHaveSingleItem();
        (conflict.Field, conflict.Yours.GetString(), conflict.Theirs.GetString()).ShouldBe(("state", "called", "skipped"));
        (next!.Assignment.State, next.Assignment.Note).ShouldBe((AssignmentState.Called, "Leave it."));
    }

    [Fact]
    public void Other_fields_and_the_same_value_are_no_conflict()
    {
        var changed = AssignmentMerge.Next(Open, Open.Assignment with { State = AssignmentState.Done, Note = "New" }, Now);

        Apply(changed, Says("""{"state":"done","remindAt":null}""")).Result.Status.ShouldBe(MutationStatus.Applied);
        Apply(changed, Says("""{"followUpAt":"2026-05-05T09:00:00.000Z"}""")).Result.Status.ShouldBe(MutationStatus.Applied);
        Apply(changed, Says("""{"state":"called"}""", baseVersion: 2)).Result.Status.ShouldBe(MutationStatus.Applied);
    }

    [Fact]
    public void Null_removes_a_date_and_what_is_absent_stays()
    {
        var (planned, _) = Apply(Open, Says("""{"followUpAt":"2026-05-05T09:00:00.000Z","remindAt":"2026-05-05T08:00:00.000Z"}"""));

        var (next, _) = Apply(planned!, Says("""{"followUpAt":null}""", baseVersion: 2));

        (next!.Assignment.FollowUpAt, next.Assignment.RemindAt).ShouldBe((null, Samples.At("2026-05-05T08:00:00.000Z")));
    }

    [Fact]
    public void Two_devices_add_their_calls_and_one_takes_its_own_back()
    {
        const string Other = "0197a000-0000-7000-8000-000000000002";
        var (first, _) = Apply(Open, Says($$$"""{"calls":{"{{{Samples.CallId}}}":true}}"""));
        var (second, _) = Apply(first!, Says($$$"""{"calls":{"{{{Other}}}":true}}"""), Tablet);
        second!.Assignment.CallIds.ShouldBe([Samples.CallId, Other]);

        var (third, _) = Apply(second, Says($$$"""{"calls":{"{{{Samples.CallId}}}":false}}"""));
        third!.Assignment.CallIds.ShouldBe([Other]);
        third.Devices.Keys.ShouldBe([Phone, Tablet], ignoreOrder: true);
    }

    [Fact]
    public void What_was_taken_back_or_handed_over_is_nobodys_to_change()
    {
        var cancelled = Open with { Assignment = Open.Assignment with { Deleted = true, Version = 2 } };
        var moved = cancelled with { NowWith = "somebody" };

        Refusal(cancelled).ShouldBe((MutationStatus.Rejected, "assignment-cancelled", true));
        Refusal(moved).ShouldBe((MutationStatus.Rejected, "assignment-moved", true));

        (MutationStatus, string, bool) Refusal(StoredAssignment stored)
        {
            var (next, result) = Apply(stored, Says("""{"state":"done"}"""));
            next.ShouldBeNull();
            return (result.Status, result.Problem!.Code, result.Assignment!.Deleted);
        }
    }

    private (StoredAssignment? Next, MutationResult Result) Apply(StoredAssignment stored, AssignmentMutation mutation, string device = Phone) =>
        AssignmentApplier.Apply(stored, mutation, device, Now);

    private AssignmentMutation Says(string changes, long baseVersion = 1)
    {
        _mutations++;
        var json = $$"""{"mutationId":"0197a000-0000-7000-8000-{{_mutations:D12}}","order":{{_mutations}},"kind":"assignment","id":"{{Id}}","baseVersion":{{baseVersion}},"changes":{{changes}}}""";
        return Mutation.Parse(Samples.Json(json)).ShouldBeOfType<AssignmentMutation>();
    }
}
