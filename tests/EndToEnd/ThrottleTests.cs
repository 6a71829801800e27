namespace Ooak.EndToEnd.Tests;

/// <summary>How often one may try.</summary>
public sealed class ThrottleTests(OwnCloud own) : IClassFixture<OwnCloud>
{
    private const string WrongPassword = "Not-their-password-1";
    private readonly TestCloud _cloud = own.Cloud;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Guesses_are_stopped_however_many_come_at_once(bool exists)
    {
        await TimeLeftAsync();
        var email = exists ? (await _cloud.NewPersonAsync()).Email : People.NewEmail();

        var answers = await Task.WhenAll(Enumerable.Range(0, 14).Select(_ => LoginAsync(email, WrongPassword)));

        answers.Count(answer => answer.ProblemCode == "invalid-credentials").ShouldBe(10);
        answers.Count(answer => answer.ProblemCode == "slow-down").ShouldBe(4);
        var refused = (await LoginAsync(email, People.OwnPassword)).ExpectProblem(429, "slow-down");
        refused.RetryAfter!.Value.TotalSeconds.ShouldBeInRange(1, 900);
        (await LoginAsync("employee4@ooak.test", TestCloud.Password)).Expect(200);
    }

    [Fact]
    public async Task Signing_in_clears_the_failures_before()
    {
        await TimeLeftAsync();
        var (_, email) = await _cloud.NewPersonAsync();
        for (var round = 0; round < 3; round++)
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => LoginAsync(email, WrongPassword)));
            answers.ShouldAllBe(answer => answer.ProblemCode == "invalid-credentials");
            (await LoginAsync(email, People.OwnPassword)).Expect(200);
        }
    }

    [Fact]
    public async Task Codes_are_sent_only_so_often()
    {
        await TimeLeftAsync();
        foreach (var email in new[] { "employee5@ooak.test", People.NewEmail() })
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => _cloud.Anonymous().PostAsync("/auth/login", new JsonObject { ["email"] = email, ["method"] = "otp" })));
            answers.Count(answer => answer.Code == 200).ShouldBe(5);
            answers.Single(answer => answer.Code != 200).ExpectProblem(429, "slow-down");
            (await ForgetAsync(email)).ExpectProblem(429, "slow-down");
        }
    }

    private Task<Answer> LoginAsync(string email, string password) =>
        _cloud.Anonymous().PostAsync("/auth/login", new JsonObject { ["email"] = email, ["password"] = password });

    private Task<Answer> ForgetAsync(string email) => _cloud.Anonymous().PostAsync("/auth/password/forgot", new JsonObject { ["email"] = email });

    // Limits count in fixed windows: what is counted here must not be cut in two by the turn of one.
    internal static Task TimeLeftAsync() => Until.True(
        () => Task.FromResult(DateTime.UtcNow.Ticks % TimeSpan.FromMinutes(15).Ticks < TimeSpan.FromMinutes(14.5).Ticks),
        "the window has time left",
        seconds: 60);
}
