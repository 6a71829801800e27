namespace Ooak.EndToEnd.Tests;

/// <summary>How often one address may try. A stack of its own: afterwards nobody gets in from here.</summary>
public sealed class AddressLimitTests(OwnCloud own) : IClassFixture<OwnCloud>
{
    private readonly TestCloud _cloud = own.Cloud;

    [Fact]
    public async Task An_address_is_stopped_too_whatever_it_says_of_itself()
    {
        await ThrottleTests.TimeLeftAsync();
        ApiClient Past() => new(_cloud.Http, _cloud.ExecuteApi);
        var answers = new List<Answer>();

        // Past CloudFront, from one address, which would hide; at each account but once.
        for (var round = 0; round < 11; round++)
        {
            answers.AddRange(await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Past().WithHeader("X-Forwarded-For", "203.0.113." + Random.Shared.Next(1, 255))
                .PostAsync("/auth/login", new JsonObject { ["email"] = People.NewEmail(), ["password"] = "Not-their-password-1" }))));
        }

        answers.Count(answer => answer.ProblemCode == "invalid-credentials").ShouldBeLessThanOrEqualTo(100);
        answers[^1].ExpectProblem(429, "slow-down");
    }
}
