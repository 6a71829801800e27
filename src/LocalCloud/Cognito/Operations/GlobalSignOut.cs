using System.Text.Json.Nodes;

namespace Ooak.LocalCloud.Cognito.Operations;

internal static class GlobalSignOut
{
    public static JsonObject Handle(CognitoCall call)
    {
        var (pool, user, _) = call.Caller();
        user.SignOutEverywhere();
        pool.Save(user);
        return [];
    }
}
