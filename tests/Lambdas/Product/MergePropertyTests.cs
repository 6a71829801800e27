using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Ooak.Lambdas.Calls;

namespace Ooak.Lambdas.Tests.Product;

/// <summary>What holds for any edits in any order. An edit is drawn as bytes: its base, then pairs of field and value; a history
/// is several of them.</summary>
public sealed class MergePropertyTests
{
    private static readonly object?[] Notes =
    [
        null, "", "a", "b", "ab", "a\n\nb", "שלום", "\ud83d\udc4b", "\ud83d\udc4b\ud83c\udffd",
        new string('x', 4_000), new string('y', 5_998), new string('z', 5_999), new string('w', CallRules.MaximumNotes),
    ];

    private static readonly CallField NotesField = CallField.All.Single(field => field.Name == CallField.Notes);

    [Fact]
    public void Edits_of_different_fields_commute() => ForAll((history, ours, theirs) =>
    {
        var story = Told(history);
        var (a, b) = (EditOf(ours, story), EditOf(theirs, story));
        b = b with { Changes = b.Changes.Where(change => !a.Changes.ContainsKey(change.Key)).ToDictionary() };
        var (first, second) = (story.Fork(), story.Fork());

        var aFirst = Take(first, a);
        var bSecond = Take(first, b);
        var bFirst = Take(second, b);
        var aSecond = Take(second, a);

        second.Call.ShouldBe(first.Call);
        Contested(aSecond).ShouldBe(Contested(aFirst));
        Contested(bSecond).ShouldBe(Contested(bFirst));
    });

    [Fact]
    public void The_same_edit_again_changes_nothing() => ForAll((history, drawn, _) =>
    {
        var story = Told(history);
        var edit = EditOf(drawn, story);
        Take(story, edit);
        var once = story.Call;

        Take(story, edit).Changed.ShouldBeEmpty();

        story.Call.ShouldBe(once with { Version = once.Version + 1 });
    });

    [Fact]
    public void Concurrent_edits_converge_in_any_order_except_that_the_last_one_has_a_contested_field() => ForAll((history, drawn, order) =>
    {
        var story = Told(history);
        var seen = story.Call;
        var edits = drawn.Chunk(6).Take(4).Select(bytes => EditOf(bytes, story) with { Base = seen.Version }).ToList();
        var shuffled = edits.Index().OrderBy(pair => pair.Index < order.Length ? order[pair.Index] : 0).Select(pair => pair.Item).ToList();

        foreach (var sequence in (List<Edit>[])[edits, shuffled])
        {
            var told = story.Fork();
            sequence.ForEach(edit => Take(told, edit));
            foreach (var field in CallField.All.Where(field => field != NotesField))
            {
                var last = sequence.LastOrDefault(edit => edit.Changes.ContainsKey(field.Name));
                field.Get(told.Call).ShouldBe(last is null ? field.Get(seen) : Wanted(last, field, seen), field.Name);
            }

            var texts = sequence.Select(edit => Wanted(edit, NotesField, seen)).OfType<string>().Distinct().ToList();
            if (texts.Sum(text => text.Length + 2) <= CallRules.MaximumNotes)
            {
                texts.Where(text => text != seen.Notes).ShouldAllBe(text => (told.Call.Notes ?? "").Contains(text, StringComparison.Ordinal));
            }
        }
    });

    /// <summary>A text goes only when somebody who had seen it replaces it, or when it and the later one don't fit together: then
    /// the later one stands, and the answer lists both.</summary>
    [Fact]
    public void Notes_lose_no_text_that_their_writer_had_not_seen() => ForEachStep((story, before, edit, merged) =>
    {
        if (!edit.Changes.ContainsKey(CallField.Notes))
        {
            story.Call.Notes.ShouldBe(before.Call.Notes);
            return;
        }

        var (yours, theirs, now) = ((string?)Wanted(edit, NotesField, before.Call) ?? "", before.Call.Notes ?? "", story.Call.Notes ?? "");
        now.Contains(yours, StringComparison.Ordinal).ShouldBeTrue("yours");
        if (!now.Contains(theirs, StringComparison.Ordinal))
        {
            var replaced = !before.MovedAfter(edit.Base, NotesField);
            var tooLong = theirs.Length + yours.Length + 2 > CallRules.MaximumNotes;
            (replaced || tooLong).ShouldBeTrue("theirs");
            if (!replaced)
            {
                merged.Conflicts.Select(c => (c.Field, c.Yours, c.Theirs)).ShouldContain((NotesField, yours, theirs));
            }
        }

        now.Length.ShouldBeLessThanOrEqualTo(CallRules.MaximumNotes);
    });

    [Fact]
    public void No_field_has_a_value_that_nobody_wrote_into_it() => ForEachStep((story, before, edit, merged) =>
    {
        foreach (var field in CallField.All)
        {
            var (now, theirs, yours) = (field.Get(story.Call), field.Get(before.Call), Wanted(edit, field, before.Call));
            object?[] written = !edit.Changes.ContainsKey(field.Name) ? [theirs]
                : field == NotesField ? [theirs, yours, $"{theirs}\n\n{yours}"]
                : [yours];
            written.ShouldContain(now, field.Name);
            merged.Changed.Contains(field).ShouldBe(!Equals(now, theirs), field.Name);
        }
    });

    [Fact]
    public void Conflicts_are_the_fields_that_both_sides_changed_to_different_values() => ForEachStep((story, before, edit, merged) =>
    {
        var expected = CallField.All
            .Where(field => edit.Changes.ContainsKey(field.Name))
            .Select(field => new MergeConflict(field, Wanted(edit, field, before.Call), field.Get(before.Call)))
            .Where(conflict => before.MovedAfter(edit.Base, conflict.Field) && !Equals(conflict.Yours, conflict.Theirs));

        merged.Conflicts.ShouldBe(expected);
        merged.OthersChanged.ShouldBe(before.Call.Version > edit.Base);
    });

    private sealed record Edit(long Base, Dictionary<string, object?> Changes)
    {
        internal JsonElement Json => Samples.Json(
            $"{{{string.Join(',', Changes.Select(change => $"{MergeCase.Canonical(change.Key)}:{MergeCase.Canonical(change.Value)}"))}}}");
    }

    private static void ForAll(Action<byte[][], byte[], byte[]> holds) =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(1_000).WithQuietOnSuccess(true),
            Prop.ForAll(ArbMap.Default.ArbFor<byte[][]>(), ArbMap.Default.ArbFor<byte[]>(), ArbMap.Default.ArbFor<byte[]>(), holds));

    /// <summary>Story after the step, story before it, the edit, and what the merge said.</summary>
    private static void ForEachStep(Action<MergeStory, MergeStory, Edit, Merged> holds) => ForAll((history, _, _) =>
    {
        var story = Beginning();
        foreach (var bytes in history)
        {
            var before = story.Fork();
            var edit = EditOf(bytes, story);
            holds(story, before, edit, Take(story, edit));
        }
    });

    private static MergeStory Beginning() => new(MergeStory.Fresh(Samples.Call with { Version = 1 }));

    private static MergeStory Told(byte[][] history)
    {
        var story = Beginning();
        foreach (var bytes in history)
        {
            Take(story, EditOf(bytes, story));
        }

        return story;
    }

    private static Edit EditOf(byte[] bytes, MergeStory story)
    {
        var changes = new Dictionary<string, object?>();
        foreach (var pair in bytes.Skip(1).Chunk(2).Where(pair => pair.Length == 2))
        {
            // Notes have most of the rules, so every other change is theirs.
            var field = pair[0] % 2 == 0 ? NotesField : CallField.All[pair[0] / 2 % CallField.All.Length];
            var values = field == NotesField ? Notes : MergeCase.Values[field.Name];
            changes[field.Name] = values[pair[1] % values.Length];
        }

        return new Edit(bytes.Length == 0 ? 1 : 1 + (bytes[0] % story.Call.Version), changes);
    }

    private static Merged Take(MergeStory story, Edit edit) => story.Take(edit.Base, edit.Json);

    private static object? Wanted(Edit edit, CallField field, Call call) => field.Get(MergeStory.Wanted(call, edit.Json).Call);

    private static IEnumerable<(string, object?, object?)> Contested(Merged merged) => merged.Conflicts.Select(c => (c.Field.Name, c.Yours, c.Theirs));
}
