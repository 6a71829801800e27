using System.Text.Json.Nodes;

namespace Ooak.LocalCloud.Cognito.Operations;

internal static class GetTokensFromRefreshToken
{
    public static JsonObject Handle(CognitoCall call)
    {
        var (pool, client) = call.Cognito.Client(call.Require("ClientId"));
        client.CheckSecret(call.Request.Str("ClientSecret"));
        return new JsonObject { ["AuthenticationResult"] = CognitoTokens.Refresh(pool, client, call.Require("RefreshToken")) };
    }
}
