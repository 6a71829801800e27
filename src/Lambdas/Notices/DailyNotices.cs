using Ooak.Lambdas.Dashboard;
using Ooak.Lambdas.Employees;
using Ooak.Lambdas.Functions;
using Ooak.Lambdas.Targets;

namespace Ooak.Lambdas.Notices;

/// <summary>What people are told once a working day. A notice's id is made of the day, so that a run that comes twice, or late, tells
/// nobody twice.</summary>
internal sealed class DailyNotices(
    EmployeeStore employees,
    TargetStore targets,
    CounterStore counters,
    NoticePublisher publisher,
    OrganisationClock clock,
    WorkingWeek week)
{
    private const int AtOnce = 8;
    private static readonly TimeSpan Morning = TimeSpan.FromHours(8);
    private static readonly TimeSpan Evening = TimeSpan.FromHours(18);

    /// <summary>To everybody who has a target today.</summary>
    public async Task TellTargetsAsync(DateTimeOffset due, CancellationToken cancellation)
    {
        if (Day(due) is not { } day)
        {
            return;
        }

        var people = await PeopleAsync(day, cancellation);
        await PublishAsync(
            NoticeKind.Target,
            day,
            Morning,
            people.Where(person => person.Target > 0).Select(person => (person.Id, Content(day, person.Target))),
            cancellation);
    }

    /// <summary>To everybody who called somebody today, or was to.</summary>
    public async Task TellPerformanceAsync(DateTimeOffset due, CancellationToken cancellation)
    {
        if (Day(due) is not { } day)
        {
            return;
        }

        var people = await PeopleAsync(day, cancellation);
        var figures = (await counters.OfEverybodyAsync(day, day, cancellation)).Where(of => of.EmployeeId is not null).ToDictionary(of => of.EmployeeId!, of => of.Values.Figures, StringComparer.Ordinal);
        await PublishAsync(
            NoticeKind.Performance,
            day,
            Evening,
            people.Select(person => (person.Id, person.Target, Figures: figures.GetValueOrDefault(person.Id) ?? Figures.Zero))
                .Where(person => person.Target > 0 || person.Figures.Calls > 0)
                .Select(person => (person.Id, Content(day, person.Target) with
                {
                    Calls = person.Figures.Calls,
                    Completed = person.Figures.Completed,
                    TalkSeconds = person.Figures.TalkSeconds,
                })),
            cancellation);
    }

    private static NoticeContent Content(DateOnly day, long target) => new() { Day = OrganisationClock.Text(day), Target = target > 0 ? target : null };

    // Null on a day off.
    private DateOnly? Day(DateTimeOffset due) => clock.DayOf(due) is var day && week.Includes(day) ? day : null;

    private async Task<List<(string Id, long Target)>> PeopleAsync(DateOnly day, CancellationToken cancellation)
    {
        var ids = await employees.AllAsync(cancellation).Where(person => person.Status == EmployeeStatus.Active).Select(person => person.Id).ToListAsync(cancellation);
        var organisation = await targets.FindAsync(employeeId: null, cancellation);
        var own = (await targets.FindAsync(ids, cancellation)).ToDictionary(plan => plan.EmployeeId!, StringComparer.Ordinal);
        return [.. ids.Select(id => (id, TargetPlan.Of(own.GetValueOrDefault(id) ?? new(id, [], 0), organisation, day)?.Calls ?? 0))];
    }

    private Task PublishAsync(NoticeKind kind, DateOnly day, TimeSpan time, IEnumerable<(string EmployeeId, NoticeContent Content)> people, CancellationToken cancellation) =>
        Parallel.ForEachAsync(
            people,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation },
            async (person, token) => await publisher.PublishAsync(
                clock.StartOf(day) + time,
                kind,
                OrganisationClock.Text(day),
                new(AudienceType.Person, person.EmployeeId),
                person.Content,
                token));
}
