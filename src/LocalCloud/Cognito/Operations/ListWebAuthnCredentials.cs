using System.Text.Json.Nodes;
using Ooak.LocalCloud.Cognito.Passkeys;

namespace Ooak.LocalCloud.Cognito.Operations;

internal static class ListWebAuthnCredentials
{
    private const int MaxPage = 20;

    public static JsonObject Handle(CognitoCall call)
    {
        var user = call.Caller().User;
        var limit = call.Request.Int("MaxResults") ?? MaxPage;
        if (limit is < 1 or > MaxPage)
        {
            throw CognitoErrors.InvalidParameter("MaxResults must be between 1 and 20.");
        }

        var after = call.Request.Str("NextToken");
        var start = after is null ? 0 : user.Passkeys.FindIndex(p => p.Id == after) + 1;
        var page = user.Passkeys.Skip(start).Take(limit).ToList();
        var answer = new JsonObject { ["Credentials"] = new JsonArray([.. page.Select(p => (JsonNode)Description(p))]) };
        if (start + page.Count < user.Passkeys.Count)
        {
            answer["NextToken"] = page[^1].Id;
        }

        return answer;
    }

    private static JsonObject Description(Passkey passkey)
    {
        var description = new JsonObject
        {
            ["CredentialId"] = passkey.Id,
            ["FriendlyCredentialName"] = "Passkey",
            ["RelyingPartyId"] = passkey.RelyingPartyId,
            ["AuthenticatorTransports"] = new JsonArray([.. passkey.Transports.Select(t => (JsonNode)t)]),
            ["CreatedAt"] = passkey.Created.ToUnixTimeMilliseconds() / 1000.0,
        };
        if (passkey.Attachment is { } attachment)
        {
            description["AuthenticatorAttachment"] = attachment;
        }

        return description;
    }
}
