using System.Text.Json.Nodes;

namespace Ooak.LocalCloud.Cognito.Operations;

internal static class GetUser
{
    public static JsonObject Handle(CognitoCall call)
    {
        var user = call.Caller().User;
        return new JsonObject { ["Username"] = user.Username, ["UserAttributes"] = UserShape.Attributes(user) };
    }
}
