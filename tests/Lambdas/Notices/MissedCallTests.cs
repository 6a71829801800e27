using Amazon.Lambda.DynamoDBEvents;
using Microsoft.Extensions.Logging.Abstractions;
using Ooak.Lambdas.Calls;
using Ooak.Lambdas.Dashboard;
using Ooak.Lambdas.Functions;
using Ooak.Lambdas.Notices;
using Ooak.Lambdas.Tests.Dashboard;
using Ooak.Lambdas.Tests.Product;

namespace Ooak.Lambdas.Tests.Notices;

/// <summary>Which missed calls people are told of, and when.</summary>
[Collection(TimeZoneCollection.Name)]
public sealed class MissedCallTests
{
    private const string Ada = "0197a000-0000-7000-8000-0000000000e1";
    private const string Bo = "0197a000-0000-7000-8000-0000000000e2";
    private const string Number = "+46701234567";
    private static readonly DateTimeOffset Rang = Samples.At("2026-05-04T23:50:00.000Z");
    private readonly TopicListener _topic;
    private readonly FakeTable _table;
    private readonly Aggregator _aggregator;
    private readonly MissedCallNotices _missed;
    private readonly Inbox _inbox;
    private int _sequence;

    public MissedCallTests()
    {
        (var table, _table) = FakeTable.Make();
        (var publisher, _topic) = TopicListener.Make();
        var clock = new OrganisationClock(new FunctionSettings(), TimeProvider.System);
        var ledgers = new LedgerStore(table);
        _aggregator = new Aggregator(table, new CounterStore(table), ledgers, clock, NullLogger<Aggregator>.Instance);
        _inbox = new Inbox(table, TimeProvider.System);
        _missed = new MissedCallNotices(new DayCalls(table, clock), ledgers, _inbox, publisher);
    }

    [Fact]
    public async Task A_call_that_nobody_returned_is_told_after_half_an_hour_to_whom_it_rang()
    {
        var call = await LogAsync(1, Ada, Rang);

        (await ToldAsync(Rang.AddMinutes(29))).ShouldBeEmpty();
        var notice = (await ToldAsync(Rang.AddMinutes(31))).ShouldHaveSingleItem();

        notice.Kind.ShouldBe(NoticeKind.MissedCall);
        notice.Audience.ShouldBe(new NoticeAudience(AudienceType.Person, Ada));
        (notice.Content.CallId, notice.Content.ContactName, notice.Content.ContactPhone).ShouldBe((call.Id, "Ada", Number));
    }

    [Fact]
    public async Task What_is_in_the_inbox_is_not_said_again_and_what_is_said_again_is_the_same_notice()
    {
        await LogAsync(1, Ada, Rang);
        var first = (await ToldAsync(Rang.AddMinutes(45))).ShouldHaveSingleItem();
        (await ToldAsync(Rang.AddMinutes(45))).ShouldHaveSingleItem().Id.ShouldBe(first.Id);

        await _inbox.AddAsync(Ada, first, CancellationToken.None);

        (await ToldAsync(Rang.AddMinutes(60))).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_corrected_time_does_not_make_another_notice()
    {
        var call = await LogAsync(1, Ada, Rang);
        var first = (await ToldAsync(Rang.AddMinutes(45))).ShouldHaveSingleItem();

        await ChangeAsync(call, call with { StartedAt = Rang.AddMinutes(-20), Version = 2 });

        (await ToldAsync(Rang.AddMinutes(60))).ShouldHaveSingleItem().Id.ShouldBe(first.Id);
    }

    [Fact]
    public async Task Once_anybody_has_spoken_with_the_number_nobody_is_told()
    {
        await LogAsync(1, Ada, Rang);
        await LogAsync(2, Bo, Rang.AddMinutes(10), CallType.Outgoing, CallStatus.Completed);

        (await ToldAsync(Rang.AddMinutes(45))).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_attempt_in_vain_returns_nothing()
    {
        await LogAsync(1, Ada, Rang);
        await LogAsync(2, Ada, Rang.AddMinutes(10), CallType.Outgoing, CallStatus.Missed);

        (await ToldAsync(Rang.AddMinutes(45))).Select(notice => notice.Content.CallId).ShouldBe([IdOf(1)]);
    }

    [Fact]
    public async Task Of_several_calls_with_one_number_each_person_hears_of_the_last()
    {
        await LogAsync(1, Ada, Rang);
        await LogAsync(2, Ada, Rang.AddMinutes(5));
        await LogAsync(3, Bo, Rang.AddMinutes(3));
        await LogAsync(4, Ada, Rang.AddMinutes(4), number: "+447700900123");

        (await ToldAsync(Rang.AddMinutes(45))).Select(notice => notice.Content.CallId).Order().ShouldBe([IdOf(2), IdOf(3), IdOf(4)]);
    }

    [Fact]
    public async Task Late_private_deleted_withheld_and_uncounted_calls_are_not_told()
    {
        await LogAsync(1, Ada, Rang.AddHours(-7));
        var secret = await LogAsync(2, Ada, Rang, number: "+447700900102");
        await ChangeAsync(secret, secret with { Private = true, Version = 2 });
        var gone = await LogAsync(3, Ada, Rang, number: "+447700900103");
        await ChangeAsync(gone, gone with { Deleted = true, Version = 2 });
        await LogAsync(4, Ada, Rang, number: null);

        // Synced, and the stream has not brought it yet.
        Write(Missed(5, Ada, Rang) with { ContactPhone = "+447700900105" });

        (await ToldAsync(Rang.AddMinutes(45))).ShouldBeEmpty();
    }

    private static string IdOf(int n) => $"0197a000-0000-7000-8000-{n:D12}";

    private static Call Missed(int n, string employeeId, DateTimeOffset at) => Samples.Call with
    {
        Id = IdOf(n),
        EmployeeId = employeeId,
        CallType = CallType.Incoming,
        Status = CallStatus.Missed,
        Duration = 0,
        StartedAt = at,
        CreatedAt = at,
        Version = 1,
    };

    private async Task<Call> LogAsync(int n, string employeeId, DateTimeOffset at, CallType type = CallType.Incoming, CallStatus status = CallStatus.Missed, string? number = Number)
    {
        var call = Missed(n, employeeId, at) with { CallType = type, Status = status, ContactPhone = number };
        await ChangeAsync(null, call);
        return call;
    }

    private async Task ChangeAsync(Call? before, Call after)
    {
        Write(after);
        var batch = new DynamoDBEvent { Records = [Dashboard.CallHistory.Record(++_sequence, before, after)] };
        (await _aggregator.ApplyAsync(batch, CancellationToken.None)).BatchItemFailures.ShouldBeEmpty();
    }

    private void Write(Call call) => _table.Put(new StoredCall(call, call.UpdatedAt, new Dictionary<string, long>(), new Dictionary<string, AcceptedMutation>()).ToItem());

    private async Task<List<NoticeMessage>> ToldAsync(DateTimeOffset due)
    {
        await _missed.TellAsync(due, CancellationToken.None);
        return _topic.Take();
    }
}
