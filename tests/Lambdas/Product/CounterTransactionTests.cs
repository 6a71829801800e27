using Amazon.DynamoDBv2.Model;
using Ooak.Lambdas.Calls;
using Ooak.Lambdas.Dashboard;
using Ooak.Lambdas.Functions;
using Ooak.Lambdas.Tests.Dashboard;

namespace Ooak.Lambdas.Tests.Product;

[Collection(TimeZoneCollection.Name)]
public sealed class CounterTransactionTests
{
    private const string One = "0197a000-0000-7000-8000-0000000000e1";
    private const string Two = "0197a000-0000-7000-8000-0000000000e2";
    private static readonly Dictionary<CounterKey, Counters> Nothing = [];

    private readonly Dictionary<string, ContactLedger> _ledgers = new() { [Samples.Call.ContactPhone!] = ContactLedger.None(Samples.Call.ContactPhone!) };
    private readonly CounterTransaction _transaction = new(new OrganisationClock(new FunctionSettings(), TimeProvider.System));

    [Fact]
    public void Employees_share_the_organisations_counters()
    {
        _transaction.Add(One, null, [Created("1", "2026-05-04"), Created("2", "2026-05-04")], _ledgers).ShouldBeTrue();
        _transaction.Add(Two, Read("0"), [Created("3", "2026-05-04", Two)], _ledgers).ShouldBeTrue();

        var writes = _transaction.ToWrites("table", Nothing);

        Checkpoints(writes).ShouldBe([("EMP#" + One, "2", null), ("EMP#" + Two, "3", "0")]);
        Counters(writes).ShouldBe([("EMP#" + One, 2), ("EMP#" + Two, 1), ("ORG", 3)], ignoreOrder: true);
    }

    [Fact]
    public void Nothing_is_written_twice_and_never_more_than_a_transaction_holds()
    {
        var days = Enumerable.Range(0, 80).Select(i => new DateOnly(2026, 1, 1).AddDays(i)).ToList();
        var changes = days.Select((day, i) => Created($"{i + 1}", day.ToString("O"))).ToList();

        _transaction.Add(One, null, changes, _ledgers).ShouldBeFalse();
        _transaction.Add(Two, null, changes, _ledgers).ShouldBeFalse();

        var writes = _transaction.ToWrites("table", Nothing);
        writes.Count.ShouldBeLessThanOrEqualTo(100);
        writes.Select(write => string.Join('|', write.Put.Item.Where(pair => pair.Key is "pk" or "sk").Select(pair => pair.Value.S))).ShouldBeUnique();
        Checkpoints(writes).ShouldBe([("EMP#" + One, "49", null)]);
    }

    [Fact]
    public void What_cancels_out_moves_the_checkpoint_alone()
    {
        var call = CallOn("2026-05-04");

        _transaction.Add(One, Read("4"), [new StreamChange("5", null, call), new StreamChange("6", call, call with { Deleted = true })], _ledgers).ShouldBeTrue();

        var writes = _transaction.ToWrites("table", Nothing);
        Checkpoints(writes).ShouldBe([("EMP#" + One, "6", "4")]);
        Counters(writes).ShouldBeEmpty();
    }

    [Fact]
    public void A_call_that_moved_to_another_day_is_counted_there()
    {
        _transaction.Add(One, Read("4"), [new StreamChange("5", CallOn("2026-05-04"), CallOn("2026-05-05"))], _ledgers).ShouldBeTrue();

        var writes = Counters(_transaction.ToWrites("table", Nothing)).Where(counter => counter.Sort == "ORG");
        writes.Select(counter => counter.Calls).Order().ShouldBe([-1, 1]);
    }

    [Fact]
    public void What_only_changes_notes_writes_no_counter_and_no_ledger()
    {
        _ledgers[Samples.Call.ContactPhone!] = ContactLedger.Of(Samples.Call.ContactPhone!, [CallOn("2026-05-04")]);
        _transaction.Add(One, Read("4"), [new StreamChange("5", CallOn("2026-05-04"), CallOn("2026-05-04") with { Notes = "more" })], _ledgers).ShouldBeTrue();

        _transaction.ToWrites("table", Nothing).ShouldHaveSingleItem().Put.Item["sk"].S.ShouldBe("CHK#AGG");
    }

    private static Checkpoint Read(string sequence) => new(sequence, null);

    private static StreamChange Created(string sequence, string day, string employeeId = One) => new(sequence, null, CallOn(day) with { EmployeeId = employeeId });

    private static Call CallOn(string day) => Samples.Call with { StartedAt = Samples.At(day + "T09:30:00.000Z") };

    private static IEnumerable<(string Partition, string Sequence, string? Read)> Checkpoints(IEnumerable<TransactWriteItem> writes) =>
        from write in writes
        where write.Put?.Item["type"].S == "checkpoint"
        select (write.Put.Item["pk"].S, write.Put.Item["sequence"].S, write.Put.ExpressionAttributeValues?[":read"].S);

    private static IEnumerable<(string Sort, int Calls)> Counters(IEnumerable<TransactWriteItem> writes) =>
        from write in writes where write.Put?.Item["type"].S == "counters" select (write.Put.Item["sk"].S, int.Parse(write.Put.Item["calls"].N));
}
