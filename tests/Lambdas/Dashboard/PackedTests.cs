using FsCheck;
using FsCheck.Fluent;
using Ooak.Lambdas.Dashboard;

namespace Ooak.Lambdas.Tests.Dashboard;

public sealed class PackedTests
{
    [Fact]
    public void What_is_packed_comes_out_again() => Check.QuickThrowOnFailure(Prop.ForAll(ArbMap.Default.ArbFor<long[]>(), numbers =>
    {
        var read = new long[numbers.Length];
        Packed.Read(Packed.Write(numbers), read);
        read.ShouldBe(numbers);
    }));

    [Theory]
    [InlineData(0, 1)]
    [InlineData(63, 1)]
    [InlineData(-64, 1)]
    [InlineData(64, 2)]
    [InlineData(8191, 2)]
    [InlineData(long.MaxValue, 10)]
    [InlineData(long.MinValue, 10)]
    public void Small_numbers_take_few_bytes(long number, int bytes)
    {
        var packed = Packed.Write([number]);
        packed.B.Length.ShouldBe(bytes);
        var read = new long[2];
        Packed.Read(packed, read);
        read.ShouldBe([number, 0]);
    }

    [Fact]
    public void Nothing_is_nothing()
    {
        var read = new long[3];
        Packed.Read(null, read);
        read.ShouldBe([0, 0, 0]);
    }
}
