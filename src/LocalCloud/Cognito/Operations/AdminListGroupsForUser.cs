using System.Text.Json.Nodes;

namespace Ooak.LocalCloud.Cognito.Operations;

internal static class AdminListGroupsForUser
{
    public static JsonObject Handle(CognitoCall call)
    {
        var user = call.Pool.Get(call.Require("Username"));
        return new JsonObject
        {
            ["Groups"] = new JsonArray([.. user.Groups.Order(StringComparer.Ordinal).Select(name => (JsonNode)new JsonObject
            {
                ["GroupName"] = name,
                ["UserPoolId"] = call.Pool.Id,
                ["Description"] = call.Pool.Groups[name].Str("Description"),
                ["Precedence"] = call.Pool.Groups[name].Properties.Int("Precedence"),
            })]),
        };
    }
}
