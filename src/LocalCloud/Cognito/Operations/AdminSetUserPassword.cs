using System.Text.Json.Nodes;

namespace Ooak.LocalCloud.Cognito.Operations;

internal static class AdminSetUserPassword
{
    public static JsonObject Handle(CognitoCall call)
    {
        var user = call.Pool.Get(call.Require("Username"));
        call.Pool.Rules.Check(call.Require("Password"));
        user.PasswordHash = PasswordRules.Hash(call.Require("Password"));
        var permanent = call.Request.Bool("Permanent");
        user.Status = permanent ? CognitoUser.Confirmed : CognitoUser.ForceChangePassword;
        user.TemporaryPasswordExpires = permanent ? null : call.Pool.Now.AddDays(call.Pool.Rules.TemporaryDays);
        user.FailedAttempts = 0;
        user.LockedUntil = null;
        call.Pool.Save(user);
        return [];
    }
}
