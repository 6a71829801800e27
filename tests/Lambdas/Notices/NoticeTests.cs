using System.Text.Json;
using Amazon.DynamoDBv2.Model;
using Amazon.Lambda.DynamoDBEvents;
using Ooak.Lambdas.Announcements;
using Ooak.Lambdas.Assignments;
using Ooak.Lambdas.Employees;
using Ooak.Lambdas.Functions;
using Ooak.Lambdas.Me;
using Ooak.Lambdas.Notices;
using Ooak.Lambdas.Push;
using Ooak.Lambdas.Tests.Product;

namespace Ooak.Lambdas.Tests.Notices;

public sealed class NoticeTests
{
    private const string Manager = "0197a000-0000-7000-8000-0000000000a1";
    private static readonly DateTimeOffset At = Samples.At("2026-05-04T09:40:03.250Z");

    [Fact]
    public void An_assignment_leads_to_one_notice_however_the_stream_cuts_it()
    {
        var records = Enumerable.Range(0, 5).Select(n => Record(null, Assigned($"0197a000-0000-7000-8000-00000000000{n}", At.AddSeconds(n)))).ToList();

        var together = NoticesOfChanges.Of(records).ShouldHaveSingleItem();
        var apart = records.SelectMany(record => NoticesOfChanges.Of([record])).ToList();

        together.Content.AssignmentIds!.Count.ShouldBe(5);
        together.Content.ContactName.ShouldBe("Ada");
        together.Audience.ShouldBe(new NoticeAudience(AudienceType.Person, Samples.EmployeeId));
        apart.Select(IdOf).Distinct().ShouldBe([IdOf(together)]);
        apart.SelectMany(notice => notice.Content.AssignmentIds!).ShouldBe(together.Content.AssignmentIds!);
        NoticesOfChanges.Of([records[0], records[0]]).ShouldHaveSingleItem().Content.AssignmentIds!.Count.ShouldBe(1);
    }

    [Fact]
    public void What_is_assigned_later_is_another_notice()
    {
        var notices = NoticesOfChanges.Of([Record(null, Assigned(Samples.CallId, At)), Record(null, Assigned(Samples.CallId, At.AddSeconds(20)))]);

        notices.Select(IdOf).Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public void Only_what_is_new_to_a_person_is_told()
    {
        var assignment = Assigned(Samples.CallId, At);
        var takenBack = assignment with { Deleted = true };

        NoticesOfChanges.Of([Record(assignment, assignment with { Version = 2, Note = "Call in the afternoon" })]).ShouldBeEmpty();
        NoticesOfChanges.Of([Record(assignment, assignment with { State = AssignmentState.Done })]).ShouldBeEmpty();
        NoticesOfChanges.Of([Record(assignment, takenBack)]).ShouldBeEmpty();
        NoticesOfChanges.Of([Record(assignment, null)]).ShouldBeEmpty();
        NoticesOfChanges.Of([Record(null, assignment with { AssignedBy = Samples.EmployeeId })]).ShouldBeEmpty();
        NoticesOfChanges.Of([Record(takenBack, assignment with { UpdatedAt = At.AddHours(1) })]).ShouldHaveSingleItem().At.ShouldBe(Samples.At("2026-05-04T10:40:00.000Z"));
    }

    [Fact]
    public void An_announcement_is_for_everybody_or_a_team_and_not_for_its_author()
    {
        var announcement = new Announcement("0197a000-0000-7000-8000-000000000009", "Lunch", new string('a', 198) + "\U0001F35D" + "bc", Manager, "Maya", At, null);

        var notice = Announced(announcement);
        var team = Announced(announcement with { Team = "North" });

        notice.Audience.ShouldBe(new NoticeAudience(AudienceType.Everyone, Except: Manager));
        notice.Content.Text!.Length.ShouldBe(199);
        notice.Content.Text.ShouldEndWith("a…");
        NoticeDelivery.IsMeant(notice.Audience, Person("x", null)).ShouldBeTrue();
        NoticeDelivery.IsMeant(notice.Audience, Person(Manager, null)).ShouldBeFalse();
        NoticeDelivery.IsMeant(notice.Audience, Person("x", null) with { Status = EmployeeStatus.Disabled }).ShouldBeFalse();
        NoticeDelivery.IsMeant(team.Audience, Person("x", "North")).ShouldBeTrue();
        NoticeDelivery.IsMeant(team.Audience, Person("x", "South")).ShouldBeFalse();
        NoticeDelivery.IsMeant(team.Audience, Person("x", null)).ShouldBeFalse();
    }

    [Fact]
    public void Open_pages_are_told_of_what_came_or_was_read_and_not_of_whom_it_reached()
    {
        var message = new NoticeMessage(1, NoticeId.Of(At, NoticeKind.Target, "2026-05-04"), NoticeKind.Target, "test", At, new(AudienceType.Person, Samples.EmployeeId), new());
        var item = NoticeItem.Write(Samples.EmployeeId, message, At);
        var read = new Dictionary<string, AttributeValue>(item) { [NoticeItem.Version] = new() { N = "2" }, [NoticeItem.ReadAt] = new("2026-05-04T10:00:00.000Z") };
        var reached = new Dictionary<string, AttributeValue>(item) { [NoticeItem.Reached] = new() { SS = ["phone"] } };

        NoticesOfChanges.InboxesOf([Record(null, Image(item)), Record(Image(item), Image(read))]).ShouldBe([Samples.EmployeeId]);
        NoticesOfChanges.InboxesOf([Record(Image(item), Image(read))]).ShouldBe([Samples.EmployeeId]);
        NoticesOfChanges.InboxesOf([Record(Image(item), Image(reached)), Record(Image(item), null), Record(null, Assigned(Samples.CallId, At))]).ShouldBeEmpty();
    }

    [Fact]
    public void The_longest_notice_fits_into_a_message()
    {
        var wide = string.Concat(Enumerable.Repeat("\U0001F35D", 150));
        var content = new NoticeContent
        {
            AssignmentIds = [.. Enumerable.Range(0, 100).Select(_ => Samples.CallId)],
            ContactName = wide[..200],
            ContactPhone = new string('9', 32),
            AnnouncementId = Samples.CallId,
            Title = wide[..120],
            Text = NoticesOfChanges.Beginning(wide + wide),
        };

        var message = NoticePush.Of(Samples.EmployeeId, new Notice(NoticeId.Of(At, NoticeKind.MissedCall, Samples.CallId), NoticeKind.Assignment, At, null, 1, content));

        message.Text.Length.ShouldBeLessThanOrEqualTo(PushEncryption.MaximumText);
        using var json = JsonDocument.Parse(message.Text);
        json.RootElement.GetProperty("notice").GetProperty("content").GetProperty("calls").GetInt64().ShouldBe(100);
    }

    [Fact]
    public void A_later_target_takes_the_place_of_one_that_was_not_delivered_and_an_assignment_does_not()
    {
        Topic(NoticeKind.Target, 1).ShouldBe(Topic(NoticeKind.Target, 2));
        Topic(NoticeKind.Assignment, 1).ShouldNotBe(Topic(NoticeKind.Assignment, 2));

        string Topic(NoticeKind kind, int n) => NoticePush.Of("", new Notice($"{n}", kind, At, null, 1, new())).Topic;
    }

    [Theory]
    [InlineData("20:00", "07:00", "Etc/UTC", "2026-05-04T21:30:00.000Z", false)]
    [InlineData("20:00", "07:00", "Etc/UTC", "2026-05-04T06:59:00.000Z", false)]
    [InlineData("20:00", "07:00", "Etc/UTC", "2026-05-04T07:00:00.000Z", true)]
    [InlineData("20:00", "07:00", "America/New_York", "2026-05-04T21:30:00.000Z", true)]
    [InlineData("20:00", "07:00", "America/New_York", "2026-05-05T03:30:00.000Z", false)]
    [InlineData("12:00", "13:00", "Etc/UTC", "2026-05-04T12:30:00.000Z", false)]
    [InlineData("12:00", "13:00", "No/Where", "2026-05-04T12:30:00.000Z", false)]
    [InlineData(null, null, null, "2026-05-04T03:00:00.000Z", true)]
    public void A_phone_is_quiet_when_its_person_wants_it(string? from, string? to, string? zone, string now, bool allowed)
    {
        var settings = NoticeSettings.Default with { QuietFrom = from, QuietTo = to, TimeZone = zone };

        settings.Allows(NoticeKind.Assignment, Samples.At(now), TimeZoneInfo.Utc).ShouldBe(allowed);
        (settings with { Assignment = false }).Allows(NoticeKind.Assignment, Samples.At(now), TimeZoneInfo.Utc).ShouldBeFalse();
    }

    [Fact]
    public void Missed_calls_are_told_only_to_who_asks()
    {
        NoticeSettings.Default.Allows(NoticeKind.MissedCall, At, TimeZoneInfo.Utc).ShouldBeFalse();
        (NoticeSettings.Default with { MissedCall = true }).Allows(NoticeKind.MissedCall, At, TimeZoneInfo.Utc).ShouldBeTrue();
    }

    [Theory]
    [InlineData("20:00", "07:00", "Europe/Berlin", "")]
    [InlineData("", "", null, "")]
    [InlineData(null, null, null, "")]
    [InlineData("20:00", null, null, "quietTo")]
    [InlineData("20:00", "", null, "quietTo")]
    [InlineData("8", "07:00", null, "quietFrom")]
    [InlineData("24:00", "07:00", null, "quietFrom")]
    [InlineData("20:00", "07:00:00", null, "quietTo")]
    [InlineData(null, null, "Mars/Olympus", "timeZone")]
    [InlineData(null, null, "../../etc/passwd", "timeZone")]
    public void Quiet_hours_have_two_ends_and_a_place(string? from, string? to, string? zone, string faults)
    {
        var update = new MySettingsUpdate(null, null, null, null, null, from, to, zone);

        string.Join(' ', update.Check().Keys).ShouldBe(faults);
    }

    [Fact]
    public void What_an_update_does_not_say_stays()
    {
        var stored = NoticeSettings.Default with { QuietFrom = "20:00", QuietTo = "07:00", TimeZone = "Europe/Berlin" };

        new MySettingsUpdate(null, false, null, null, null, null, null, null).Over(stored).ShouldBe(stored with { Target = false });
        new MySettingsUpdate(null, null, null, null, null, "", "", null).Over(stored).ShouldBe(stored with { QuietFrom = null, QuietTo = null });
    }

    [Fact]
    public void Settings_are_read_as_they_were_written()
    {
        var settings = new NoticeSettings(true, false, true, false, true, "20:00", "07:00", "Europe/Berlin");

        NoticeSettingsStore.Read(NoticeSettingsStore.Write(Samples.EmployeeId, settings)).ShouldBe(settings);
    }

    [Theory]
    [InlineData("20260504T094000Z-assignment-0197a000-0000-7000-8000-0000000000a1", true)]
    [InlineData("20260504T094000Z-target-2026-05-04", true)]
    [InlineData("20261304T094000Z-target-2026-05-04", false)]
    [InlineData("20260504T094000Z", false)]
    [InlineData("20260504T094000Z-target#x", false)]
    [InlineData("garbage", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Ids_are_told_from_garbage(string? id, bool isPossible) => NoticeId.IsPossible(id).ShouldBe(isPossible);

    [Theory]
    [InlineData("MON,TUE,WED,THU,FRI", 5)]
    [InlineData("SUN", 1)]
    [InlineData("Monday", 0)]
    [InlineData("MON, TUE", 0)]
    [InlineData("", 0)]
    public void Working_days_are_a_list(string text, int count) => (WorkingWeek.TryParse(text)?.Count ?? 0).ShouldBe(count);

    private static string IdOf(CausedNotice notice) => NoticeId.Of(notice.At, notice.Kind, notice.Cause);

    private static Employee Person(string id, string? team) => new() { Id = id, Email = "a@ooak.test", Name = "Ada", Team = team };

    private static Assignment Assigned(string id, DateTimeOffset at) => new()
    {
        Id = id,
        EmployeeId = Samples.EmployeeId,
        ContactName = "Ada",
        ContactPhone = "+46701234567",
        AssignedBy = Manager,
        CreatedAt = at,
        UpdatedAt = at,
    };

    private static DynamoDBEvent.DynamodbStreamRecord Record(Assignment? before, Assignment? after) => Record(Image(before), Image(after));

    private static CausedNotice Announced(Announcement announcement) => NoticesOfChanges.Of([Record(null, Image(AnnouncementItem.Write(announcement)))]).ShouldHaveSingleItem();

    private static DynamoDBEvent.DynamodbStreamRecord Record(Dictionary<string, DynamoDBEvent.AttributeValue>? before, Dictionary<string, DynamoDBEvent.AttributeValue>? after) =>
        new() { Dynamodb = new() { OldImage = before, NewImage = after, SequenceNumber = "1" } };

    private static Dictionary<string, DynamoDBEvent.AttributeValue>? Image(Assignment? assignment) => assignment is null ? null : Image(StoredAssignment.Of(assignment).ToItem());

    private static Dictionary<string, DynamoDBEvent.AttributeValue> Image(Dictionary<string, AttributeValue> item) => item.ToDictionary(pair => pair.Key, pair => Value(pair.Value));

    private static DynamoDBEvent.AttributeValue Value(AttributeValue value) => value switch
    {
        { S: { } text } => new() { S = text },
        { N: { } number } => new() { N = number },
        { BOOL: { } flag } => new() { BOOL = flag },
        { SS: { Count: > 0 } set } => new() { SS = [.. set] },
        { L: { } list } => new() { L = [.. list.Select(Value)] },
        _ => new() { M = (value.M ?? []).ToDictionary(pair => pair.Key, pair => Value(pair.Value)) },
    };
}
