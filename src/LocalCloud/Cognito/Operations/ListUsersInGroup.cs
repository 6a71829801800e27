using System.Text.Json.Nodes;

namespace Ooak.LocalCloud.Cognito.Operations;

internal static class ListUsersInGroup
{
    public static JsonObject Handle(CognitoCall call)
    {
        var group = call.Require("GroupName");
        return call.Pool.Groups.ContainsKey(group)
            ? ListUsers.Page(call, call.Pool.Users.Where(u => u.Groups.Contains(group)), "NextToken")
            : throw CognitoErrors.NotFound("Group not found.");
    }
}
