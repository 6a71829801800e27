using System.Text.Json.Nodes;

namespace Ooak.LocalCloud.Cognito.Operations;

internal static class GetUser
{
    public static JsonObject Handle(CognitoCall call)
    {
        var pool = call.Cognito.PoolOfToken(call.Require("AccessToken"));
        var user = CognitoTokens.UserOf(pool, call.Require("AccessToken"));
        return new JsonObject { ["Username"] = user.Username, ["UserAttributes"] = UserShape.Attributes(user) };
    }
}
