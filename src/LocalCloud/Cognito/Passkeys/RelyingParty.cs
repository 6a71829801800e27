using Ooak.LocalCloud.Template;

namespace Ooak.LocalCloud.Cognito.Passkeys;

/// <summary>For whom a pool's passkeys are made, and the one origin whose pages may use them.</summary>
internal sealed record RelyingParty(string Id, string Origin, bool DemandsUserVerification)
{
    public static RelyingParty? Of(Resource pool, LocalAddresses addresses)
    {
        if (pool.Str("WebAuthnRelyingPartyID") is not { } given)
        {
            return null;
        }

        var (id, origin) = addresses.ForRelyingParty(given);
        return new RelyingParty(id, origin, pool.Str("WebAuthnUserVerification") == "required");
    }

    public string UserVerification => DemandsUserVerification ? "required" : "preferred";
}
