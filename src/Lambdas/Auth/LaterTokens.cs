using Amazon.CognitoIdentityProvider.Model;

namespace Ooak.Lambdas.Auth;

/// <summary>Tokens carry whole seconds: one that was issued in the second of a sign-out, after it, looks as old as those before
/// it and would be refused.</summary>
internal sealed class LaterTokens(AppClient client, TimeProvider time)
{
    private const int Attempts = 5;

    // A timer may fire a little early, and Cognito's clock is not this one.
    private static readonly TimeSpan Margin = TimeSpan.FromMilliseconds(50);

    /// <summary>The same tokens when they are late enough, else new ones.</summary>
    /// <param name="signedOutAt">Seconds since 1970; 0: never.</param>
    public async Task<AuthenticationResultType> ThanAsync(long signedOutAt, AuthenticationResultType tokens, CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < Attempts && AccessToken.Read(tokens.AccessToken!).IssuedAt <= signedOutAt; attempt++)
        {
            var wait = DateTimeOffset.FromUnixTimeSeconds(signedOutAt + 1) - time.GetUtcNow();
            await Task.Delay(wait > Margin ? wait : Margin, time, cancellation);
            var later = await client.RefreshAsync(tokens.RefreshToken!, cancellation);
            later.RefreshToken ??= tokens.RefreshToken;
            tokens = later;
        }

        return tokens;
    }
}
