using Amazon.DynamoDBv2.Model;
using Ooak.Lambdas.Calls;
using Ooak.Lambdas.Dashboard;
using Ooak.Lambdas.Functions;

namespace Ooak.Lambdas.Tests.Product;

public sealed class CounterTransactionTests
{
    private const string One = "0197a000-0000-7000-8000-0000000000e1";
    private const string Two = "0197a000-0000-7000-8000-0000000000e2";
    private readonly CounterTransaction _transaction = new(new OrganisationClock(new FunctionSettings(), TimeProvider.System));

    [Fact]
    public void Employees_share_the_organisations_counters()
    {
        _transaction.Add(One, null, [Created("1", "2026-05-04"), Created("2", "2026-05-04")]).ShouldBeTrue();
        _transaction.Add(Two, "0", [Created("3", "2026-05-04")]).ShouldBeTrue();

        var writes = _transaction.ToWrites("table");

        Checkpoints(writes).ShouldBe([("EMP#" + One, "2", null), ("EMP#" + Two, "3", "0")]);
        Counters(writes).ShouldBe([("EMP#" + One, 2), ("EMP#" + Two, 1), ("ORG", 3)], ignoreOrder: true);
    }

    [Fact]
    public void Nothing_is_written_twice_and_never_more_than_a_transaction_holds()
    {
        var days = Enumerable.Range(0, 80).Select(i => new DateOnly(2026, 1, 1).AddDays(i)).ToList();
        var changes = days.Select((day, i) => Created($"{i + 1}", day.ToString("O"))).ToList();

        _transaction.Add(One, null, changes).ShouldBeFalse();
        _transaction.Add(Two, null, changes).ShouldBeFalse();

        var writes = _transaction.ToWrites("table");
        writes.Count.ShouldBeLessThanOrEqualTo(100);
        writes.Select(write => string.Join('|', (write.Put?.Item ?? write.Update.Key).Where(pair => pair.Key is "pk" or "sk").Select(pair => pair.Value.S))).ShouldBeUnique();
        Checkpoints(writes).ShouldBe([("EMP#" + One, "49", null)]);
    }

    [Fact]
    public void What_cancels_out_moves_the_checkpoint_alone()
    {
        var call = CallOn("2026-05-04");

        _transaction.Add(One, "4", [new StreamChange("5", null, call), new StreamChange("6", call, call with { Deleted = true })]).ShouldBeTrue();

        var writes = _transaction.ToWrites("table");
        Checkpoints(writes).ShouldBe([("EMP#" + One, "6", "4")]);
        Counters(writes).ShouldBeEmpty();
    }

    [Fact]
    public void A_call_that_moved_to_another_day_is_counted_there()
    {
        _transaction.Add(One, "4", [new StreamChange("5", CallOn("2026-05-04"), CallOn("2026-05-05"))]).ShouldBeTrue();

        var writes = _transaction.ToWrites("table").Where(write => write.Update?.Key["sk"].S == "ORG").ToDictionary(write => write.Update.Key["pk"].S, Calls);
        writes.Values.Order().ShouldBe([-1, 1]);
    }

    private static StreamChange Created(string sequence, string day) => new(sequence, null, CallOn(day));

    private static Call CallOn(string day) => Samples.Call with { StartedAt = Samples.At(day + "T09:30:00.000Z") };

    private static IEnumerable<(string Partition, string Sequence, string? Read)> Checkpoints(IEnumerable<TransactWriteItem> writes) =>
        from write in writes
        where write.Put is not null
        select (write.Put.Item["pk"].S, write.Put.Item["sequence"].S, write.Put.ExpressionAttributeValues?[":read"].S);

    private static IEnumerable<(string Sort, int Calls)> Counters(IEnumerable<TransactWriteItem> writes) =>
        from write in writes where write.Update is not null select (write.Update.Key["sk"].S, Calls(write));

    private static int Calls(TransactWriteItem write) => int.Parse(write.Update.ExpressionAttributeValues[":calls"].N);
}
