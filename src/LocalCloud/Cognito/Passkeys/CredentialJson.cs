using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ooak.LocalCloud.Cognito.Passkeys;

/// <summary>Reads RegistrationResponseJSON and AuthenticationResponseJSON (Web Authentication Level 3, section 5.1).</summary>
internal static class CredentialJson
{
    /// <summary>The <c>response</c> of a public-key credential whose id says the same twice.</summary>
    public static JsonObject Response(JsonObject credential)
    {
        var id = Text(credential, "id");
        return credential.Str("type") == "public-key" && Text(credential, "rawId") == id && credential.Obj("response") is { } response
            ? response
            : throw WebAuthnException.Malformed("The credential is not a public-key credential with id, rawId and response.");
    }

    public static JsonObject Parse(string json)
    {
        try
        {
            return Json.ParseObject(Encoding.UTF8.GetBytes(json));
        }
        catch (JsonException)
        {
            throw WebAuthnException.Malformed("The credential is not a JSON object.");
        }
    }

    public static string Text(JsonObject json, string name) =>
        json[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : throw WebAuthnException.Malformed($"The credential lacks {name}.");

    public static byte[] Bytes(JsonObject json, string name)
    {
        try
        {
            return Base64Url.DecodeFromChars(Text(json, name));
        }
        catch (FormatException)
        {
            throw WebAuthnException.Malformed($"{name} is not base64url.");
        }
    }
}
