using System.Text.Json.Nodes;

namespace Ooak.LocalCloud.Cognito.Operations;

internal static class GlobalSignOut
{
    public static JsonObject Handle(CognitoCall call)
    {
        var pool = call.Cognito.PoolOfToken(call.Require("AccessToken"));
        var user = CognitoTokens.UserOf(pool, call.Require("AccessToken"));
        user.Families.Clear();
        pool.Save(user);
        return [];
    }
}
