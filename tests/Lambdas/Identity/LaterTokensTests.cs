using System.Buffers.Text;
using System.Text;
using Amazon.CognitoIdentityProvider.Model;
using Ooak.Lambdas.Auth;

namespace Ooak.Lambdas.Tests.Identity;

public sealed class LaterTokensTests
{
    private readonly FakeClock _clock = new();

    private long Now => _clock.Now.ToUnixTimeSeconds();

    [Fact]
    public async Task Tokens_of_the_second_of_a_sign_out_are_renewed_until_they_are_later()
    {
        // The timer fired early: the first renewal falls into the same second.
        var later = new LaterTokens(FakeCognito.Client("secret", Tokens(Now, "second"), Tokens(Now + 1, "third")), _clock);

        var tokens = await later.ThanAsync(Now, Tokens(Now, "first"), default);

        AccessToken.Read(tokens.AccessToken!).IssuedAt.ShouldBe(Now + 1);
        tokens.RefreshToken.ShouldBe("third");
        _clock.Waited.ShouldBe(TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task Later_tokens_stay_and_a_renewal_without_rotation_keeps_the_session()
    {
        var first = Tokens(Now, "first");
        (await new LaterTokens(FakeCognito.Client("secret"), _clock).ThanAsync(Now - 1, first, default)).ShouldBeSameAs(first);
        _clock.Waited.ShouldBe(TimeSpan.Zero);

        var renewed = await new LaterTokens(FakeCognito.Client("secret", Tokens(Now + 1, null)), _clock).ThanAsync(Now, first, default);
        renewed.RefreshToken.ShouldBe("first");
    }

    private static AuthenticationResultType Tokens(long issuedAt, string? refreshToken) => new()
    {
        AccessToken = "e30." + Base64Url.EncodeToString(Encoding.UTF8.GetBytes($$"""{"sub":"s","username":"u","iat":{{issuedAt}}}""")) + ".s",
        RefreshToken = refreshToken,
    };
}
