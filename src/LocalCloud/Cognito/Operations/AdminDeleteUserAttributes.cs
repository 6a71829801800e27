using System.Text.Json.Nodes;

namespace Ooak.LocalCloud.Cognito.Operations;

internal static class AdminDeleteUserAttributes
{
    public static JsonObject Handle(CognitoCall call)
    {
        var user = call.Pool.Get(call.Require("Username"));
        foreach (var name in call.Request.Strings("UserAttributeNames"))
        {
            if (name == "sub")
            {
                throw CognitoErrors.InvalidParameter("Cannot modify the non-mutable attribute sub");
            }

            user.Attributes.Remove(name);
        }

        call.Pool.Save(user);
        return [];
    }
}
