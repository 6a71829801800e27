using System.Security.Cryptography;
using System.Text;
using Amazon.CognitoIdentityProvider;
using Amazon.CognitoIdentityProvider.Model;
using Ooak.Lambdas.Functions;

namespace Ooak.Lambdas.Auth;

/// <summary>The app client's id and secret. The secret is read from Cognito once a process: it stands in no template, no
/// variable and no log.</summary>
internal sealed class AppClient(IAmazonCognitoIdentityProvider cognito, FunctionSettings settings)
{
    private const int KeyLength = 32;
    private string? secret;

    public string Id { get; } = settings[FunctionSettings.UserPoolClientId];

    public async Task<string> SecretAsync(CancellationToken cancellation)
    {
        if (secret is null)
        {
            var answer = await cognito.DescribeUserPoolClientAsync(
                new DescribeUserPoolClientRequest { ClientId = Id, UserPoolId = settings[FunctionSettings.UserPoolId] },
                cancellation);
            secret = answer.UserPoolClient?.ClientSecret ?? throw new InvalidOperationException("The app client has no secret.");
        }

        return secret;
    }

    /// <summary>New tokens for a refresh token, which is rotated.</summary>
    /// <exception cref="NotAuthorizedException">Expired or revoked.</exception>
    /// <exception cref="RefreshTokenReuseException">Rotated, and its grace is over.</exception>
    public async Task<AuthenticationResultType> RefreshAsync(string refreshToken, CancellationToken cancellation)
    {
        var answer = await cognito.GetTokensFromRefreshTokenAsync(
            new GetTokensFromRefreshTokenRequest { ClientId = Id, ClientSecret = await SecretAsync(cancellation), RefreshToken = refreshToken },
            cancellation);
        return answer.AuthenticationResult!;
    }

    /// <summary>A key of our own for one purpose, derived from the secret (HKDF, RFC 5869): nothing else has to be kept.</summary>
    public async Task<byte[]> KeyAsync(string purpose, CancellationToken cancellation) => HKDF.DeriveKey(
        HashAlgorithmName.SHA256,
        Encoding.UTF8.GetBytes(await SecretAsync(cancellation)),
        KeyLength,
        info: Encoding.UTF8.GetBytes("ooak " + purpose));

    /// <summary>SECRET_HASH: Base64(HMAC-SHA256(secret, username + client id)).</summary>
    public async Task<string> SecretHashAsync(string username, CancellationToken cancellation) =>
        Convert.ToBase64String(HMACSHA256.HashData(
            Encoding.UTF8.GetBytes(await SecretAsync(cancellation)),
            Encoding.UTF8.GetBytes(username + Id)));
}
