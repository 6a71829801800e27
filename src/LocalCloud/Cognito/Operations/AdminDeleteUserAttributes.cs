using System.Text.Json.Nodes;

namespace Ooak.LocalCloud.Cognito.Operations;

internal static class AdminDeleteUserAttributes
{
    public static JsonObject Handle(CognitoCall call)
    {
        var user = call.Pool.Get(call.Require("Username"));
        foreach (var name in call.Request.Strings("UserAttributeNames"))
        {
            user.Attributes.Remove(name);
        }

        call.Pool.Save(user);
        return [];
    }
}
