using System.Text.Json.Nodes;
using Ooak.LocalCloud.Aws;

namespace Ooak.LocalCloud.Cognito.Operations;

internal static class RevokeToken
{
    public static JsonObject Handle(CognitoCall call)
    {
        var (pool, client) = call.Cognito.Client(call.Require("ClientId"));
        client.CheckSecret(call.Request.Str("ClientSecret"));
        if (!client.RevocationEnabled)
        {
            throw new AwsException(400, "UnsupportedOperationException", "Token revocation is not enabled for this client.");
        }

        CognitoTokens.Revoke(pool, client, call.Require("Token"));
        return [];
    }
}
