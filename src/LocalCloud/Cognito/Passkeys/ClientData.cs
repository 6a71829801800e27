using System.Text.Json;

namespace Ooak.LocalCloud.Cognito.Passkeys;

/// <summary>What the browser saw: CollectedClientData (Web Authentication Level 3, section 5.8.1).</summary>
internal sealed record ClientData(string Type, string Challenge, string Origin, bool CrossOrigin)
{
    public static ClientData Parse(byte[] json)
    {
        try
        {
            var data = Json.ParseObject(json);
            return new ClientData(
                CredentialJson.Text(data, "type"),
                CredentialJson.Text(data, "challenge"),
                CredentialJson.Text(data, "origin"),
                data.Bool("crossOrigin"));
        }
        catch (JsonException)
        {
            throw WebAuthnException.Malformed("clientDataJSON is not a JSON object.");
        }
    }

    /// <summary>The ceremony and the page; the challenge is the caller's to check.</summary>
    public void Demand(string type, RelyingParty relyingParty)
    {
        if (Type != type)
        {
            throw WebAuthnException.Malformed($"The type of clientDataJSON is not {type}.");
        }

        if (CrossOrigin || Origin != relyingParty.Origin)
        {
            throw new WebAuthnException(WebAuthnFault.Origin, $"The origin {Origin} is not allowed for the relying party {relyingParty.Id}.");
        }
    }
}
