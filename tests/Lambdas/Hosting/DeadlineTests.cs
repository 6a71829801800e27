using System.Diagnostics;
using System.Globalization;

namespace Ooak.Lambdas.Tests.Hosting;

/// <summary>The time that Lambda gives an invocation.</summary>
[Collection(HttpFunctionCollection.Name)]
public sealed class DeadlineTests(HttpFunction function)
{
    [Fact]
    public async Task A_request_is_aborted_and_answered_before_its_deadline()
    {
        var time = TimeSpan.FromSeconds(2);
        var clock = Stopwatch.StartNew();

        var answer = await function.SendAsync(new HttpEvent("/api/do/wait"), time);

        clock.Elapsed.ShouldBeGreaterThan(time / 2);
        answer.Status.ShouldBe(503);
        (await function.SendAsync(new HttpEvent("/api/do/happened"))).Text.ShouldBe("in-time");
    }

    [Fact]
    public async Task The_next_invocation_has_its_own_time()
    {
        await function.SendAsync(new HttpEvent("/api/do/wait"), TimeSpan.FromMilliseconds(500));

        var remaining = await function.SendAsync(new HttpEvent("/api/do/remaining"), TimeSpan.FromSeconds(9));

        double.Parse(remaining.Text, CultureInfo.InvariantCulture).ShouldBeInRange(4_000, 9_000);
    }

    [Fact]
    public async Task An_invocation_that_comes_too_late_is_given_up_at_once() =>
        (await function.SendAsync(new HttpEvent("/api/do/wait"), TimeSpan.Zero)).Status.ShouldBe(503);

    [Fact]
    public async Task Aborting_a_request_ends_that_request_only()
    {
        (await function.SendAsync(new HttpEvent("/api/do/abort"), TimeSpan.FromSeconds(9))).Status.ShouldBe(500);
        (await function.EchoAsync(new HttpEvent("/api/x"))).Path.ShouldBe("/x");
    }
}
