using Ooak.Lambdas.Calls;

namespace Ooak.Lambdas.Tests.Product;

public sealed class CallMergeTests
{
    private static readonly Call Stored = Samples.Call;

    [Fact]
    public void Fields_that_nobody_else_changed_are_simply_taken()
    {
        var merged = Merge(Stored with { ContactName = "Grace" }, versions: [("notes", 3)], baseVersion: 2, "contactName");

        merged.Call.ContactName.ShouldBe("Grace");
        merged.Call.Notes.ShouldBe("first");
        merged.Conflicts.ShouldBeEmpty();
        merged.Changed.Select(f => f.Name).ShouldBe(["contactName"]);
        merged.OthersChanged.ShouldBeTrue();
    }

    [Fact]
    public void The_later_edit_of_a_contested_field_wins_and_tells_both_values()
    {
        var merged = Merge(Stored with { Duration = 90 }, versions: [("duration", 3)], baseVersion: 2, "duration");

        merged.Call.Duration.ShouldBe(90);
        merged.Conflicts.Select(c => (c.Field.Name, c.Yours, c.Theirs)).ShouldBe([("duration", 90, 60)]);
    }

    [Fact]
    public void An_edit_over_the_version_that_was_seen_is_no_conflict()
    {
        var merged = Merge(Stored with { Duration = 90 }, versions: [("duration", 3)], baseVersion: 3, "duration");

        merged.Conflicts.ShouldBeEmpty();
        merged.OthersChanged.ShouldBeFalse();
    }

    [Fact]
    public void The_same_value_from_both_sides_is_no_conflict_and_no_change()
    {
        var merged = Merge(Stored, versions: [("duration", 3)], baseVersion: 1, "duration");

        merged.Conflicts.ShouldBeEmpty();
        merged.Changed.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("theirs", "yours", "theirs\n\nyours")]
    [InlineData("theirs", "theirs and yours", "theirs and yours")]
    [InlineData("theirs and yours", "yours", "theirs and yours")]
    [InlineData("theirs", null, "theirs")]
    [InlineData("theirs", "", "theirs")]
    [InlineData(null, "yours", "yours")]
    [InlineData("", "yours", "yours")]
    public void Contested_notes_keep_both_texts(string? theirs, string? yours, string? expected)
    {
        var current = Stored with { Notes = theirs };

        var merged = CallMerge.Apply(current, new Dictionary<string, long> { ["notes"] = 3 }, 2, current with { Notes = yours }, [Field("notes")]);

        merged.Call.Notes.ShouldBe(expected);
    }

    [Fact]
    public void Notes_that_do_not_fit_together_are_the_later_ones()
    {
        var current = Stored with { Notes = new string('a', 6000) };
        var yours = new string('b', 6000);

        var merged = CallMerge.Apply(current, new Dictionary<string, long> { ["notes"] = 3 }, 2, current with { Notes = yours }, [Field("notes")]);

        merged.Call.Notes.ShouldBe(yours);
        merged.Conflicts.Count.ShouldBe(1);
    }

    [Fact]
    public void The_next_version_marks_what_changed_and_leaves_the_rest()
    {
        var stored = new StoredCall(Stored, Stored.UpdatedAt, new Dictionary<string, long> { ["notes"] = 2 }, new Dictionary<string, AcceptedMutation>());
        var now = Samples.At("2026-06-01T00:00:00.000Z");

        var next = CallMerge.Next(stored, Stored with { Duration = 1 }, [Field("duration")], now);

        next.Call.Version.ShouldBe(4);
        next.Call.UpdatedAt.Value.ShouldBe(now);
        next.ChangedAt.ShouldBe(now);
        next.FieldVersions.ShouldBe(new Dictionary<string, long> { ["notes"] = 2, ["duration"] = 4 }, ignoreOrder: true);
        stored.FieldVersions.Count.ShouldBe(1);
    }

    [Fact]
    public void A_call_survives_the_table()
    {
        var stored = new StoredCall(
            Stored with { Outcome = "sold", Private = true, AssignmentId = Samples.CallId, ClockSuspect = true, Source = CallSource.Timed },
            Samples.At("2026-06-01T00:00:00.123Z"),
            new Dictionary<string, long> { ["notes"] = 2 },
            new Dictionary<string, AcceptedMutation> { ["d"] = new(Samples.CallId, "h+/=x", 4) });

        var read = StoredCall.FromItem(stored.ToItem());

        read.Call.ShouldBe(stored.Call);
        read.ChangedAt.ShouldBe(stored.ChangedAt);
        read.FieldVersions.ShouldBe(stored.FieldVersions);
        read.Devices.ShouldBe(stored.Devices);
    }

    private static CallField Field(string name) => CallField.All.Single(f => f.Name == name);

    private static Merged Merge(Call wanted, (string Field, long Version)[] versions, long baseVersion, string field) =>
        CallMerge.Apply(Stored, versions.ToDictionary(v => v.Field, v => v.Version), baseVersion, wanted, [Field(field)]);
}
