using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Ooak.LocalCloud.Aws;

namespace Ooak.LocalCloud.Cognito.Passkeys;

/// <summary>Registrations of passkeys (Web Authentication Level 3, section 7.1). What is begun lives in memory, for five minutes and one answer.</summary>
internal sealed class PasskeyRegistrations(TimeProvider clock)
{
    private const int MaxPasskeys = 20;
    private const int TimeoutMilliseconds = 60_000;
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, Begun> _begun = new(StringComparer.Ordinal);

    /// <summary>PublicKeyCredentialCreationOptionsJSON.</summary>
    public JsonObject Start(SignedIn caller)
    {
        var (pool, user, client) = caller;
        var relyingParty = Demand(pool, user);
        var challenge = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        foreach (var (old, begun) in _begun)
        {
            if (begun.Expires < clock.GetUtcNow())
            {
                _begun.TryRemove(old, out _);
            }
        }

        _begun[challenge] = new Begun(pool.Id, user.Username, client, clock.GetUtcNow() + Life);
        var name = user.Attributes.GetValueOrDefault("email") ?? user.Username;
        return new JsonObject
        {
            ["rp"] = new JsonObject { ["id"] = relyingParty.Id, ["name"] = relyingParty.Id },
            ["user"] = new JsonObject { ["id"] = PasskeyAssertion.HandleOf(user), ["name"] = name, ["displayName"] = user.Attributes.GetValueOrDefault("name") ?? name },
            ["challenge"] = challenge,
            ["pubKeyCredParams"] = new JsonArray(
                new JsonObject { ["type"] = "public-key", ["alg"] = CoseKey.Es256 },
                new JsonObject { ["type"] = "public-key", ["alg"] = CoseKey.Rs256 }),
            ["timeout"] = TimeoutMilliseconds,
            ["excludeCredentials"] = PasskeyAssertion.Descriptors(user.Passkeys),
            ["authenticatorSelection"] = new JsonObject
            {
                ["requireResidentKey"] = true,
                ["residentKey"] = "required",
                ["userVerification"] = relyingParty.UserVerification,
            },
        };
    }

    public void Complete(SignedIn caller, JsonObject credential)
    {
        var (pool, user, _) = caller;
        var relyingParty = Demand(pool, user);
        try
        {
            user.Passkeys.Add(Verified(caller, relyingParty, credential));
        }
        catch (WebAuthnException e)
        {
            throw new AwsException(400, CodeOf(e.Fault), e.Message);
        }

        pool.Save(user);
    }

    private static RelyingParty Demand(UserPool pool, CognitoUser user)
    {
        if (!pool.FirstFactors.Contains("WEB_AUTHN"))
        {
            throw new AwsException(400, "WebAuthnNotEnabledException", "WebAuthn is not enabled for this user pool.");
        }

        var relyingParty = pool.RelyingParty ?? throw new AwsException(400, "WebAuthnConfigurationMissingException", "The user pool has no relying party.");
        return user.Passkeys.Count < MaxPasskeys ? relyingParty : throw new AwsException(400, "LimitExceededException", $"A user can have {MaxPasskeys} passkeys.");
    }

    private static string CodeOf(WebAuthnFault fault) => fault switch
    {
        WebAuthnFault.Challenge => "WebAuthnChallengeNotFoundException",
        WebAuthnFault.Origin => "WebAuthnOriginNotAllowedException",
        WebAuthnFault.RelyingParty => "WebAuthnRelyingPartyMismatchException",
        WebAuthnFault.NotSupported => "WebAuthnCredentialNotSupportedException",
        _ => "InvalidParameterException",
    };

    private Passkey Verified(SignedIn caller, RelyingParty relyingParty, JsonObject credential)
    {
        var response = CredentialJson.Response(credential);
        var clientData = ClientData.Parse(CredentialJson.Bytes(response, "clientDataJSON"));
        Take(caller, clientData.Challenge);
        clientData.Demand("webauthn.create", relyingParty);
        var data = AttestationObject.Read(CredentialJson.Bytes(response, "attestationObject"));
        data.Demand(relyingParty);
        if (data.CredentialId is not { } id || data.PublicKey is not { } key || Base64Url.EncodeToString(id) != CredentialJson.Text(credential, "id"))
        {
            throw WebAuthnException.Malformed("The attested credential is missing or not the one named.");
        }

        CoseKey.Parse(key);
        var text = Base64Url.EncodeToString(id);
        return caller.Pool.Users.Any(u => u.Passkeys.Exists(p => p.Id == text))
            ? throw WebAuthnException.Malformed("The credential is registered already.")
            : new Passkey(
                text,
                Base64Url.EncodeToString(key),
                data.Counter,
                relyingParty.Id,
                clock.GetUtcNow(),
                credential.Str("authenticatorAttachment"),
                [.. response.Strings("transports").Where(t => t.Length <= 20).Take(10)]);
    }

    // The challenge is used up by the first answer that brings it, whatever that answer is worth.
    private void Take(SignedIn caller, string challenge)
    {
        if (!_begun.TryGetValue(challenge, out var begun) || begun.PoolId != caller.Pool.Id || begun.Username != caller.User.Username || begun.Expires < clock.GetUtcNow())
        {
            throw new WebAuthnException(WebAuthnFault.Challenge, "The challenge was not made for this user, is used or expired.");
        }

        if (begun.ClientId != caller.ClientId)
        {
            throw new AwsException(400, "WebAuthnClientMismatchException", "The registration was begun through another app client.");
        }

        _begun.TryRemove(challenge, out _);
    }

    private sealed record Begun(string PoolId, string Username, string ClientId, DateTimeOffset Expires);
}
