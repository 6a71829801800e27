using Ooak.Lambdas.Data;

namespace Ooak.Lambdas.Tests.Data;

public sealed class ReachTests
{
    private const int Maximum = 2_000;

    [Theory]
    [InlineData(1, 12)]
    [InlineData(50, 5)]
    [InlineData(200, 4)]
    public void A_text_that_nobody_wrote_takes_a_handful_of_requests(int limit, int most)
    {
        var (examined, requests) = (0, 0);
        while (examined < Maximum)
        {
            var next = Reach.Next(limit, 0, examined, Maximum);
            next.ShouldBeGreaterThan(0);
            examined += next;
            requests++;
        }

        examined.ShouldBe(Maximum);
        requests.ShouldBeLessThanOrEqualTo(most);
    }

    [Fact]
    public void Without_a_filter_a_page_reads_what_it_holds() => Reach.Next(50, 0, 0, Maximum).ShouldBe(50);

    [Fact]
    public void Where_half_is_wanted_about_twice_the_missing_is_read() => Reach.Next(50, 25, 50, Maximum).ShouldBeInRange(40, 50);

    [Fact]
    public void Nothing_is_read_beyond_the_maximum() => Reach.Next(200, 0, 1_950, Maximum).ShouldBe(50);

    [Fact]
    public void A_full_page_asks_for_one_more_to_know_whether_there_is_more() => Reach.Next(50, 50, 50, Maximum).ShouldBe(1);
}
