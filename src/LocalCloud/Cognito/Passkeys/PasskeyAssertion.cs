using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Ooak.LocalCloud.Cognito.Passkeys;

/// <summary>Sign-in by passkey (Web Authentication Level 3, section 7.2).</summary>
internal static class PasskeyAssertion
{
    private const int TimeoutMilliseconds = 180_000;

    public static JsonObject Start(CognitoCall call, UserPool pool, CognitoClient client, CognitoUser user) =>
        Challenge(call, pool, client, user.Username, Descriptors(user.Passkeys), Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)), genuine: true);

    /// <summary>The same answer for somebody who does not exist; no assertion will be right.</summary>
    public static JsonObject Simulate(CognitoCall call, UserPool pool, CognitoClient client, string username, byte[] id) =>
        Challenge(call, pool, client, username, new JsonArray(Descriptor(Base64Url.EncodeToString(id), [])), Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)), genuine: false);

    /// <summary>Verifies an assertion by one of the user's own passkeys and keeps its counter.</summary>
    /// <param name="challenge">Null where no assertion can be right.</param>
    public static void Check(UserPool pool, CognitoUser? user, string? challenge, string credential)
    {
        try
        {
            if (user is null || challenge is null || pool.RelyingParty is not { } relyingParty)
            {
                throw new WebAuthnException(WebAuthnFault.Refused, "There is nothing to verify against.");
            }

            Verify(user, relyingParty, challenge, CredentialJson.Parse(credential));
        }
        catch (WebAuthnException)
        {
            throw CognitoErrors.NotAuthorized("Passkey verification failed.");
        }

        pool.Save(user);
    }

    /// <summary>The user handle: the sub, so that it says nothing about the person and never changes.</summary>
    public static string HandleOf(CognitoUser user) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(user.Sub));

    public static JsonArray Descriptors(IEnumerable<Passkey> passkeys) => new([.. passkeys.Select(p => (JsonNode)Descriptor(p.Id, p.Transports))]);

    private static void Verify(CognitoUser user, RelyingParty relyingParty, string challenge, JsonObject credential)
    {
        var response = CredentialJson.Response(credential);
        var index = user.Passkeys.FindIndex(p => p.Id == CredentialJson.Text(credential, "id") && p.RelyingPartyId == relyingParty.Id);
        if (index < 0 || (response.Str("userHandle") is { } handle && handle != HandleOf(user)))
        {
            throw new WebAuthnException(WebAuthnFault.Refused, "The credential is not this user's.");
        }

        var clientDataJson = CredentialJson.Bytes(response, "clientDataJSON");
        var clientData = ClientData.Parse(clientDataJson);
        clientData.Demand("webauthn.get", relyingParty);
        if (clientData.Challenge != challenge)
        {
            throw new WebAuthnException(WebAuthnFault.Challenge, "The challenge is another one.");
        }

        var authenticatorData = CredentialJson.Bytes(response, "authenticatorData");
        var data = AuthenticatorData.Parse(authenticatorData);
        data.Demand(relyingParty);
        var passkey = user.Passkeys[index];
        var key = CoseKey.Parse(Base64Url.DecodeFromChars(passkey.PublicKey));
        if (!key.Verifies([.. authenticatorData, .. SHA256.HashData(clientDataJson)], CredentialJson.Bytes(response, "signature")))
        {
            throw new WebAuthnException(WebAuthnFault.Refused, "The signature is wrong.");
        }

        // A counter that does not grow tells of a copied key; authenticators without one always say 0.
        if ((data.Counter != 0 || passkey.Counter != 0) && data.Counter <= passkey.Counter)
        {
            throw new WebAuthnException(WebAuthnFault.Refused, "The signature counter went back.");
        }

        user.Passkeys[index] = passkey with { Counter = data.Counter };
    }

    private static JsonObject Challenge(CognitoCall call, UserPool pool, CognitoClient client, string username, JsonArray allowed, string challenge, bool genuine) =>
        SignInFlow.Challenge(call, pool, client, username, "WEB_AUTHN", new JsonObject
        {
            ["CREDENTIAL_REQUEST_OPTIONS"] = Json.Text(new JsonObject
            {
                ["challenge"] = challenge,
                ["timeout"] = TimeoutMilliseconds,
                ["rpId"] = pool.RelyingParty!.Id,
                ["allowCredentials"] = allowed,
                ["userVerification"] = pool.RelyingParty.UserVerification,
            }),
        }, genuine ? challenge : null);

    private static JsonObject Descriptor(string id, IReadOnlyList<string> transports)
    {
        var descriptor = new JsonObject { ["type"] = "public-key", ["id"] = id };
        if (transports.Count > 0)
        {
            descriptor["transports"] = new JsonArray([.. transports.Select(t => (JsonNode)t)]);
        }

        return descriptor;
    }
}
