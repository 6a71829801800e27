using System.Text.Json.Nodes;

namespace Ooak.LocalCloud.Cognito.Operations;

internal static class AdminUpdateUserAttributes
{
    public static JsonObject Handle(CognitoCall call)
    {
        var user = call.Pool.Get(call.Require("Username"));
        var changes = UserShape.Read(call.Request, "UserAttributes");
        foreach (var (name, value) in changes)
        {
            call.Pool.DemandFree(name, value, user);
        }

        foreach (var (name, value) in changes)
        {
            // A new address is unverified unless the same request says otherwise.
            if (name is "email" or "phone_number" && user.Attributes.GetValueOrDefault(name) != value)
            {
                user.Attributes[name + "_verified"] = "false";
            }

            user.Attributes[name] = value;
        }

        foreach (var (name, value) in changes.Where(c => c.Key.EndsWith("_verified", StringComparison.Ordinal)))
        {
            user.Attributes[name] = value;
        }

        call.Pool.Save(user);
        return [];
    }
}
