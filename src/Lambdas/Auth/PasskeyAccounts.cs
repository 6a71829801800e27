using System.Text.Json;
using Amazon.CognitoIdentityProvider;
using Amazon.CognitoIdentityProvider.Model;

namespace Ooak.Lambdas.Auth;

/// <summary>A person's passkeys in Cognito, by their own access token.</summary>
internal sealed class PasskeyAccounts(IAmazonCognitoIdentityProvider cognito)
{
    /// <summary>Cognito's own limit.</summary>
    internal const int Most = 20;

    private const string Bearer = "Bearer ";

    internal static string TokenOf(HttpContext context) => context.Request.Headers.Authorization.ToString() switch
    {
        var header when header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) => header[Bearer.Length..].Trim(),
        var header => header.Trim(),
    };

    /// <summary>PublicKeyCredentialCreationOptionsJSON.</summary>
    public async Task<JsonElement> StartAsync(string accessToken, CancellationToken cancellation)
    {
        var answer = await cognito.StartWebAuthnRegistrationAsync(new StartWebAuthnRegistrationRequest { AccessToken = accessToken }, cancellation);
        return DocumentJson.ToJson(answer.CredentialCreationOptions);
    }

    /// <param name="credential">RegistrationResponseJSON.</param>
    /// <exception cref="AmazonCognitoIdentityProviderException">Refused, for one of WebAuthn's reasons.</exception>
    public Task CompleteAsync(string accessToken, JsonElement credential, CancellationToken cancellation) =>
        cognito.CompleteWebAuthnRegistrationAsync(
            new CompleteWebAuthnRegistrationRequest { AccessToken = accessToken, Credential = DocumentJson.FromJson(credential) },
            cancellation);

    /// <summary>The ids of those that sign in.</summary>
    public async Task<HashSet<string>> ListAsync(string accessToken, CancellationToken cancellation)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        string? next = null;
        do
        {
            var page = await cognito.ListWebAuthnCredentialsAsync(
                new ListWebAuthnCredentialsRequest { AccessToken = accessToken, MaxResults = Most, NextToken = next },
                cancellation);
            ids.UnionWith((page.Credentials ?? []).Select(credential => credential.CredentialId!));
            next = page.NextToken;
        }
        while (next is not null);

        return ids;
    }

    /// <summary>It signs in no more; one that did not is no error.</summary>
    public async Task DeleteAsync(string accessToken, string id, CancellationToken cancellation)
    {
        try
        {
            await cognito.DeleteWebAuthnCredentialAsync(new DeleteWebAuthnCredentialRequest { AccessToken = accessToken, CredentialId = id }, cancellation);
        }
        catch (ResourceNotFoundException)
        {
            // Gone already: what was asked for is so.
        }
    }
}
