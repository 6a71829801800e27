using Amazon.DynamoDBv2.Model;
using Ooak.Demo;
using Ooak.Lambdas.Audit;
using Ooak.Lambdas.Data;

namespace Ooak.EndToEnd.Tests;

/// <summary>What the demo organisation has besides its calls.</summary>
public sealed class DemoTests
{
    private static readonly DateTimeOffset Evening = new(2026, 11, 25, 19, 0, 0, TimeSpan.Zero);

    private static readonly List<DemoPerson> People =
    [
        .. Enumerable.Range(0, 13).Select(i => new DemoPerson(
            $"0000000{i:x}-0000-4000-8000-000000000000", $"person{i}@ooak.test", $"+4477009001{i:00}", $"Person {i}", i % 2 == 0 ? "Sales" : "Support", IsManager: i == 0)),
    ];

    [Fact]
    public void An_announcement_counts_those_who_have_read_it()
    {
        var items = Items(Evening);
        var receipts = items.Where(item => TypeOf(item) == ItemTypes.Receipt).Select(item => item["sk"].S[Keys.ReceiptPrefix.Length..]).CountBy(id => id).ToDictionary();

        var counted = items.Where(item => TypeOf(item) == ItemTypes.Announcement).ToDictionary(item => item["sk"].S[Keys.AnnouncementPrefix.Length..], item => int.Parse(item["reads"].N, null));

        counted.ShouldBe(receipts, ignoreOrder: true);
        items.ShouldNotContain(item => TypeOf(item) == ItemTypes.Receipt && item["pk"].S == Keys.Employee(People[1].Id), "what the demo's first employee opens is new");
    }

    [Fact]
    public void What_was_done_is_in_the_audit_trail_and_nothing_of_it_lies_ahead()
    {
        var entries = Items(Evening).Where(item => TypeOf(item) == ItemTypes.Audit).Select(AuditEntry.FromItem).ToList();

        entries.Select(entry => entry.Action).ToHashSet().ShouldBe(["target-changed", "announced", "assignments-created", "calls-exported"], ignoreOrder: true);
        entries.ShouldAllBe(entry => entry.At < Evening && entry.By == People[0].Id);
    }

    [Fact]
    public void An_attempt_that_was_cut_short_is_made_again_without_writing_anything_twice()
    {
        var first = Items(Evening.AddHours(-12)).Select(KeyOf).ToHashSet();

        var again = Items(Evening).Select(KeyOf).ToList();

        again.Distinct().Count().ShouldBe(again.Count);
        first.Except(again).ShouldBeEmpty();
    }

    private static List<Dictionary<string, AttributeValue>> Items(DateTimeOffset now) => [.. new DemoWork(People, TimeZoneInfo.Utc, now).Items()];

    private static string TypeOf(Dictionary<string, AttributeValue> item) => item[Keys.Type].S;

    private static string KeyOf(Dictionary<string, AttributeValue> item) => $"{item["pk"].S} {item["sk"].S}";
}
