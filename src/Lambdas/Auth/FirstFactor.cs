using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Amazon.CognitoIdentityProvider;
using Amazon.CognitoIdentityProvider.Model;
using Ooak.Lambdas.Functions;

namespace Ooak.Lambdas.Auth;

/// <summary>Begins a sign-in by code or passkey. Whoever does not exist, or has no such factor, gets a challenge too: a decoy, to
/// which no answer is right.</summary>
internal sealed class FirstFactor(
    IAmazonCognitoIdentityProvider cognito,
    AppClient client,
    SessionSeal seal,
    FunctionSettings settings,
    TimeProvider time)
{
    private const string RequestOptions = "CREDENTIAL_REQUEST_OPTIONS";
    private const int ChallengeBytes = 32;
    private const int TimeoutMilliseconds = 180_000;
    private static readonly int[] CredentialIdLengths = [16, 20, 32];

    public async Task<Challenge> BeginAsync(string factor, string account, CancellationToken cancellation)
    {
        var begun = await TryBeginAsync(factor, account, cancellation);
        var session = new SignInSession(
            Guid.NewGuid(),
            factor,
            account,
            UsernameOf(begun?.ChallengeParameters) ?? account,
            begun?.Session ?? "",
            time.GetUtcNow() + SignInSession.Life);
        return new Challenge(
            factor,
            await seal.SealAsync(session, cancellation),
            Challenges.IsCode(factor) ? Masked(account) : null,
            factor == Challenges.Passkey ? Options(begun?.ChallengeParameters) ?? await DecoyOptionsAsync(account, cancellation) : null);
    }

    /// <summary>The user's own name, where Cognito says it.</summary>
    internal static string? UsernameOf(IReadOnlyDictionary<string, string>? parameters) =>
        parameters?.GetValueOrDefault("USER_ID_FOR_SRP") ?? parameters?.GetValueOrDefault("USERNAME");

    /// <summary>Made from what was typed, so that it tells nothing.</summary>
    internal static string Masked(string account)
    {
        var at = account.IndexOf('@', StringComparison.Ordinal);
        return at < 0 ? $"+{new string('*', account.Length - 5)}{account[^4..]}" : $"{account[0]}***@{account[at + 1]}***";
    }

    private async Task<InitiateAuthResponse?> TryBeginAsync(string factor, string account, CancellationToken cancellation)
    {
        try
        {
            var answer = await cognito.InitiateAuthAsync(
                new InitiateAuthRequest
                {
                    AuthFlow = AuthFlowType.USER_AUTH,
                    ClientId = client.Id,
                    AuthParameters = new()
                    {
                        ["USERNAME"] = account,
                        ["PREFERRED_CHALLENGE"] = factor,
                        ["SECRET_HASH"] = await client.SecretHashAsync(account, cancellation),
                    },
                },
                cancellation);
            return answer.ChallengeName?.Value == factor && answer.Session is { Length: > 0 } ? answer : null;
        }
        catch (Exception e) when (e is NotAuthorizedException or UserNotFoundException or UserNotConfirmedException or InvalidParameterException
            or PasswordResetRequiredException or CodeDeliveryFailureException or LimitExceededException)
        {
            return null;
        }
    }

    // Cognito's options in our own shape: nothing in a decoy may be missing, or differ.
    private static PasskeyRequestOptions? Options(IReadOnlyDictionary<string, string>? parameters)
    {
        if (parameters?.GetValueOrDefault(RequestOptions) is not { } json)
        {
            return null;
        }

        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        return OptionsOf(
            root.GetProperty("challenge").GetString()!,
            root.GetProperty("rpId").GetString()!,
            [.. root.GetProperty("allowCredentials").EnumerateArray().Select(credential => credential.GetProperty("id").GetString()!)]);
    }

    private async Task<PasskeyRequestOptions> DecoyOptionsAsync(string account, CancellationToken cancellation)
    {
        // The same at each attempt, as a person's own would be.
        var id = HMACSHA256.HashData(await client.KeyAsync("decoys", cancellation), Encoding.UTF8.GetBytes(account));
        return OptionsOf(
            Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(ChallengeBytes)),
            new Uri(settings[FunctionSettings.SiteUrl]).Host,
            [Base64Url.EncodeToString(id.AsSpan(0, CredentialIdLengths[id[^1] % CredentialIdLengths.Length]))]);
    }

    private static PasskeyRequestOptions OptionsOf(string challenge, string relyingParty, IEnumerable<string> credentials) =>
        new(challenge, relyingParty, TimeoutMilliseconds, "required", [.. credentials.Select(id => new PasskeyDescriptor("public-key", id))]);
}
