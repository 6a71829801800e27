using System.Text.Json.Nodes;

namespace Ooak.LocalCloud.Cognito.Operations;

internal static class AdminUserGlobalSignOut
{
    public static JsonObject Handle(CognitoCall call)
    {
        var user = call.Pool.Get(call.Require("Username"));
        user.SignOutEverywhere();
        call.Pool.Save(user);
        return [];
    }
}
