using Ooak.Lambdas.Dashboard;
using Ooak.Lambdas.Data;
using Ooak.Lambdas.Employees;
using Ooak.Lambdas.Functions;
using Ooak.Lambdas.Notices;
using Ooak.Lambdas.Targets;
using Ooak.Lambdas.Tests.Dashboard;
using Ooak.Lambdas.Tests.Identity;
using Ooak.Lambdas.Tests.Product;

namespace Ooak.Lambdas.Tests.Notices;

/// <summary>Who is told what, mornings and evenings.</summary>
[Collection(TimeZoneCollection.Name)]
public sealed class DailyNoticesTests : IDisposable
{
    private const string Ada = "0197a000-0000-7000-8000-0000000000e1";
    private const string Bo = "0197a000-0000-7000-8000-0000000000e2";
    private const string Cy = "0197a000-0000-7000-8000-0000000000e3";

    /// <summary>Monday, 8:00 in Auckland: Sunday evening in UTC.</summary>
    private static readonly DateTimeOffset Morning = Samples.At("2026-05-03T20:00:00.000Z");
    private readonly TopicListener _topic;
    private readonly FakeTable _table;
    private readonly DailyNotices _daily;

    public DailyNoticesTests()
    {
        Environment.SetEnvironmentVariable(FunctionSettings.TimeZone, "Pacific/Auckland");
        (var table, _table) = FakeTable.Make();
        (var publisher, _topic) = TopicListener.Make();
        var time = new FakeClock { Now = Morning };
        var settings = new FunctionSettings();
        _daily = new DailyNotices(
            new EmployeeStore(table, time),
            new TargetStore(table),
            new CounterStore(table),
            publisher,
            new OrganisationClock(settings, time),
            new WorkingWeek(settings));
        AddPerson(Ada);
        AddPerson(Bo);
        AddPerson(Cy, EmployeeStatus.Disabled);
        SetTarget(null, ("2026-05-01", 20));
    }

    public void Dispose() => Environment.SetEnvironmentVariable(FunctionSettings.TimeZone, null);

    [Fact]
    public async Task In_the_morning_everybody_at_work_hears_their_own_target_of_the_organisations_day()
    {
        SetTarget(Bo, ("2026-01-01", 5), ("2026-05-04", 7), ("2026-05-05", 9));

        await _daily.TellTargetsAsync(Morning, CancellationToken.None);

        var notices = _topic.Take();
        notices.Select(notice => (notice.Audience.EmployeeId, notice.Content.Target, notice.Content.Day)).ShouldBe([(Ada, 20, "2026-05-04"), (Bo, 7, "2026-05-04")]);
        notices[0].At.ShouldBe(Morning);
        notices[0].Kind.ShouldBe(NoticeKind.Target);
    }

    [Fact]
    public async Task Who_has_no_target_hears_none()
    {
        SetTarget(Ada, ("2026-01-01", 0));

        await _daily.TellTargetsAsync(Morning, CancellationToken.None);

        _topic.Take().Select(notice => notice.Audience.EmployeeId).ShouldBe([Bo]);
    }

    [Fact]
    public async Task A_run_that_comes_again_or_late_is_the_same_notice()
    {
        await _daily.TellTargetsAsync(Morning, CancellationToken.None);
        await _daily.TellTargetsAsync(Morning, CancellationToken.None);
        await _daily.TellTargetsAsync(Morning.AddHours(3), CancellationToken.None);

        var notices = _topic.Take();
        notices.Count.ShouldBe(6);
        notices.Select(notice => (notice.Audience.EmployeeId, notice.Id)).Distinct().Count().ShouldBe(2);
    }

    [Theory]
    [InlineData("2026-05-01T20:00:00.000Z")] // Saturday there
    [InlineData("2026-05-02T20:00:00.000Z")] // Sunday there, Saturday in UTC
    public async Task On_a_day_off_nobody_hears_anything(string due)
    {
        await _daily.TellTargetsAsync(Samples.At(due), CancellationToken.None);
        await _daily.TellPerformanceAsync(Samples.At(due).AddHours(10), CancellationToken.None);

        _topic.Take().ShouldBeEmpty();
    }

    [Fact]
    public async Task In_the_evening_everybody_who_called_or_was_to_call_hears_of_their_own_day()
    {
        SetTarget(Bo, ("2026-01-01", 0));
        Count(new DateOnly(2026, 5, 4), Ada, calls: 3);
        Count(new DateOnly(2026, 5, 3), Ada, calls: 50);
        Count(new DateOnly(2026, 5, 4), null, calls: 3);

        await _daily.TellPerformanceAsync(Morning.AddHours(10), CancellationToken.None);

        var notice = _topic.Take().ShouldHaveSingleItem();
        notice.Audience.ShouldBe(new NoticeAudience(AudienceType.Person, Ada));
        (notice.Content.Calls, notice.Content.Completed, notice.Content.TalkSeconds, notice.Content.Target).ShouldBe((3, 3, 180, 20));
        notice.At.ShouldBe(Morning.AddHours(10));
    }

    private void AddPerson(string id, EmployeeStatus status = EmployeeStatus.Active) => _table.Put(EmployeeItem.ToItem(new StoredEmployee(
        new Employee { Id = id, Email = id + "@example.com", Name = id, Role = Role.Employee, Status = status, CreatedAt = Morning },
        id)));

    private void SetTarget(string? employeeId, params (string From, int Calls)[] entries) =>
        _table.Put(TargetStore.Write(new TargetPlan(employeeId, [.. entries.Select(entry => new TargetEntry(entry.From, entry.Calls))], 1)));

    private void Count(DateOnly day, string? employeeId, int calls)
    {
        var values = new CounterValues();
        for (var n = 0; n < calls; n++)
        {
            values.AddCall(Samples.Call, 9, +1);
        }

        var key = new CounterKey(day, employeeId is null ? Keys.WholeOrganisation : Keys.Employee(employeeId));
        _table.Put(Counters.None(key).With(values, Morning).ToPut("table").Item);
    }
}
