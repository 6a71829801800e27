using Amazon.DynamoDBv2.Model;
using Ooak.Lambdas.Announcements;
using Ooak.Lambdas.Assignments;
using Ooak.Lambdas.Audit;
using Ooak.Lambdas.Calls;
using Ooak.Lambdas.Data;
using Ooak.Lambdas.Functions;
using Ooak.Lambdas.Reports;
using Ooak.Lambdas.Targets;

namespace Ooak.Demo;

/// <summary>What the manager wants of people today: whom to call, how often, and what to know, with what the audit trail says of
/// it and who has read what. The same day gives the same.</summary>
internal sealed class DemoWork(IReadOnlyList<DemoPerson> people, TimeZoneInfo zone, DateTimeOffset now)
{
    private const int DailyTarget = 15;

    /// <summary>The day of due, from today; null: whenever.</summary>
    private static readonly int?[] Open = [-1, 0, 0, 1, 4, null];

    private static readonly AssignmentState[] Closed = [AssignmentState.Called, AssignmentState.Done, AssignmentState.Skipped];

    private static readonly string?[] Notes =
    [
        "Asked for a price for 50 seats.", null, "The contract ends next month: offer the longer one.", "Prefers mornings.", null,
        "Complained about a late delivery; say sorry first.",
    ];

    private static readonly (string Title, string Body, string? Team)[] News =
    [
        ("New price list from Monday", "The price list of the season is in force from Monday.\n\nPlease name no old prices in calls from then on.", null),
        ("Sales: stand-up at nine", "Tomorrow we meet at nine instead of half past.", "Sales"),
        ("Thank you", "The best month since we started. Thank you all!", null),
    ];

    private readonly DateOnly today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
    private readonly DemoPerson manager = people.First(person => person.IsManager);

    public IEnumerable<Dictionary<string, AttributeValue>> Items() => Targets().Concat(Announcements()).Concat(Assignments()).Concat(Export());

    private IEnumerable<Dictionary<string, AttributeValue>> Targets()
    {
        // Somebody new starts with less and has more from next week.
        (TargetPlan Plan, int Back)[] plans =
        [
            (new TargetPlan(null, [new("2026-01-01", DailyTarget)], 1), -59),
            (new TargetPlan(people[2].Id, [new(Day(-20), 8), new(Day(7), 12)], 1), -20),
        ];
        foreach (var (plan, back) in plans)
        {
            yield return TargetStore.Write(plan);
            yield return Noted(UpdateTarget.Entry(Noon(back), manager.Id, plan));
        }
    }

    private IEnumerable<Dictionary<string, AttributeValue>> Announcements()
    {
        foreach (var (back, (title, body, team)) in News.Index())
        {
            // Not today's: the demo may be started before that hour.
            var at = Noon(-1 - back).AddHours(-4 - back);
            var id = DemoCalls.Uuid(at, new Random(900 + back));
            var readers = people.Where((person, index) => HasRead(index, back) && (team is null || person.Team == team)).ToList();
            var announcement = new Announcement(id, title, body, manager.Id, manager.Name, at, team, Reads: readers.Count);
            yield return AnnouncementItem.Write(announcement);
            yield return Noted(AnnouncementStore.Announced(announcement));
            foreach (var (place, reader) in readers.Index())
            {
                yield return AnnouncementItem.Receipt(reader.Id, id, at.AddMinutes(3 + (11 * place)));
            }
        }

        var announced = Item.Key(Keys.WholeOrganisation, Keys.Announced);
        announced[Keys.Type] = Item.S(ItemTypes.Announced);
        announced[AnnouncementItem.Version] = Item.N(News.Length);
        yield return announced;
    }

    // Not all have, and nothing is read by the manager, who wrote it, nor by the first employee, to whom it is new.
    private static bool HasRead(int index, int back) => index > 1 && (index + back) % (3 + back) != 0;

    private IEnumerable<Dictionary<string, AttributeValue>> Assignments()
    {
        var all = people
            .Where(person => !person.IsManager)
            .SelectMany((person, index) => Enumerable.Range(0, Open.Length + Closed.Length).Select(i => Assignment(person, index, i)))
            .ToList();
        return all.Select(assignment => assignment.ToItem()).Append(Noted(AssignmentAudit.Created(Noon(-2), manager.Id, [.. all.Select(stored => stored.Assignment)])));
    }

    // The week before, each morning; the demo may have been started earlier.
    private IEnumerable<Dictionary<string, AttributeValue>> Export() => new[] { -1, 0 }
        .Select(day => (At: Noon(day).AddHours(-4), Criteria: new CallCriteria(Day(day - 7), Day(day - 1), null, null, null, null, null)))
        .Where(export => export.At < now)
        .Select(export => Noted(CallsExport.Entry(export.At, manager.Id, export.Criteria, of: null)));

    // With an id that the same day makes again: an attempt that was cut short notes nothing twice.
    private static Dictionary<string, AttributeValue> Noted(AuditEntry entry) =>
        (entry with { Id = DemoCalls.Uuid(entry.At, new Random(entry.Action.Length)) }).ToItem();

    private StoredAssignment Assignment(DemoPerson person, int index, int i)
    {
        var random = new Random((index * 100) + i);
        var (name, phone) = DemoContacts.Pick(random);
        var created = Noon(-2).AddMinutes(-index - (30 * i));
        var isOpen = i < Open.Length;
        var closed = Noon(-1).AddMinutes(i);
        return StoredAssignment.Of(new Assignment
        {
            Id = DemoCalls.Uuid(created, random),
            EmployeeId = person.Id,
            ContactName = name,
            ContactPhone = phone ?? "+49302300000",
            Note = Notes[(index + i) % Notes.Length],
            DueDay = isOpen ? (Open[i] is { } days ? Day(days) : null) : Day(-1),
            State = isOpen ? AssignmentState.Open : Closed[i - Open.Length],
            ClosedAt = isOpen ? null : closed,
            AssignedBy = manager.Id,
            CreatedAt = created,
            UpdatedAt = isOpen ? created : closed,
            Version = isOpen ? 1 : 2,
        });
    }

    private string Day(int from) => OrganisationClock.Text(today.AddDays(from));

    private DateTimeOffset Noon(int from)
    {
        var local = today.AddDays(from).ToDateTime(new TimeOnly(12, 0));
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }
}
