using System.Text.Json.Nodes;

namespace Ooak.LocalCloud.Cognito.Operations;

/// <summary>AdminUpdateUserAttributes; a blank value removes the attribute.</summary>
internal static class AdminUpdateUserAttributes
{
    private static readonly string[] Addresses = ["email", "phone_number"];

    public static JsonObject Handle(CognitoCall call)
    {
        var user = call.Pool.Get(call.Require("Username"));
        var changes = UserShape.Read(call.Request, "UserAttributes");
        UserAttributes.Check(changes);
        var next = new Dictionary<string, string>(user.Attributes, StringComparer.Ordinal);

        // A new address is unverified unless the same request says otherwise.
        foreach (var address in Addresses.Where(a => changes.ContainsKey(a) && changes[a] != user.Attributes.GetValueOrDefault(a)))
        {
            next[address + "_verified"] = "false";
        }

        foreach (var (name, value) in changes)
        {
            next[name] = value;
        }

        call.Pool.DemandFree(next, user);
        user.Attributes.Clear();
        foreach (var (name, value) in next.Where(a => a.Value.Length > 0))
        {
            user.Attributes[name] = value;
        }

        call.Pool.Save(user);
        return [];
    }
}
