using System.Text.Json.Nodes;

namespace Ooak.LocalCloud.Cognito.Operations;

internal static class AdminRemoveUserFromGroup
{
    public static JsonObject Handle(CognitoCall call)
    {
        var user = call.Pool.Get(call.Require("Username"));
        var group = call.Require("GroupName");
        user.Groups.Remove(call.Pool.Groups.ContainsKey(group) ? group : throw CognitoErrors.NotFound("Group not found."));
        call.Pool.Save(user);
        return [];
    }
}
