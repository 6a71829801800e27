using Ooak.Lambdas.Auth;

namespace Ooak.Lambdas.Tests.Identity;

public sealed class SessionSealTests
{
    private readonly FakeClock _clock = new();

    [Fact]
    public async Task What_was_sealed_comes_back()
    {
        var seal = Seal("secret");
        var session = Session("cognito-session");

        (await seal.OpenAsync(await seal.SealAsync(session, default), default)).ShouldBe(session);
    }

    [Fact]
    public async Task A_decoy_is_as_long_as_any_other_and_no_two_are_alike()
    {
        var seal = Seal("secret");
        var (real, decoy, again) = (await seal.SealAsync(Session(new string('s', 2048)), default), await seal.SealAsync(Session(""), default), await seal.SealAsync(Session(""), default));

        decoy.Length.ShouldBe(real.Length);
        decoy.ShouldNotBe(again);
    }

    [Fact]
    public async Task Nothing_opens_that_was_not_sealed_here()
    {
        var seal = Seal("secret");
        var text = await seal.SealAsync(Session("cognito-session"), default);
        foreach (var at in new[] { 0, 20, text.Length / 2, text.Length - 3 })
        {
            var touched = text[..at] + (text[at] == 'A' ? 'B' : 'A') + text[(at + 1)..];
            (await seal.OpenAsync(touched, default)).ShouldBeNull($"{at}");
        }

        foreach (var nonsense in new[] { "", ".", text[1..], text + "A", new string('A', text.Length), new string('!', text.Length), new string('é', text.Length) })
        {
            (await seal.OpenAsync(nonsense, default)).ShouldBeNull();
        }

        (await Seal("another secret").OpenAsync(text, default)).ShouldBeNull();
    }

    [Fact]
    public async Task It_opens_for_three_minutes()
    {
        var seal = Seal("secret");
        var text = await seal.SealAsync(Session("cognito-session"), default);

        _clock.Now += SignInSession.Life - TimeSpan.FromMilliseconds(1);
        (await seal.OpenAsync(text, default)).ShouldNotBeNull();
        _clock.Now += TimeSpan.FromMilliseconds(1);
        (await seal.OpenAsync(text, default)).ShouldBeNull();
    }

    private SessionSeal Seal(string secret) => new(FakeCognito.Client(secret), _clock);

    private SignInSession Session(string cognito) =>
        new(Guid.NewGuid(), "EMAIL_OTP", "ada@example.com", "0197a000-0000-7000-8000-000000000001", cognito, _clock.Now + SignInSession.Life);
}
