using System.Text.Json.Nodes;

namespace Ooak.LocalCloud.Cognito.Operations;

internal static class AdminDeleteUser
{
    public static JsonObject Handle(CognitoCall call)
    {
        call.Pool.Delete(call.Pool.Get(call.Require("Username")));
        return [];
    }
}
