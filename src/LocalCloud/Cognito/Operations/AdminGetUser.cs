using System.Text.Json.Nodes;

namespace Ooak.LocalCloud.Cognito.Operations;

internal static class AdminGetUser
{
    public static JsonObject Handle(CognitoCall call)
    {
        return UserShape.Of(call.Pool.Get(call.Require("Username")), "UserAttributes");
    }
}
