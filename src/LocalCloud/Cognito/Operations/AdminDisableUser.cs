using System.Text.Json.Nodes;

namespace Ooak.LocalCloud.Cognito.Operations;

internal static class AdminDisableUser
{
    public static JsonObject Handle(CognitoCall call)
    {
        var user = call.Pool.Get(call.Require("Username"));
        user.Enabled = false;
        user.SignOutEverywhere();
        call.Pool.Save(user);
        return [];
    }
}
