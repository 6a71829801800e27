using System.Text.Json.Nodes;

namespace Ooak.LocalCloud.Cognito.Operations;

internal static class ConfirmForgotPassword
{
    public static JsonObject Handle(CognitoCall call)
    {
        var (pool, client) = call.Cognito.Client(call.Require("ClientId"));
        var username = call.Require("Username");
        client.CheckSecretHash(call.Request.Str("SecretHash"), username, pool.Find(username)?.Username);
        var user = pool.Find(username) ?? throw (client.HidesUsers ? CognitoErrors.ExpiredCode() : CognitoErrors.UserNotFound());
        if (user.ForgotPassword is not { } pending || pending.Expires < DateTimeOffset.UtcNow)
        {
            throw CognitoErrors.ExpiredCode();
        }

        if (pending.Code != call.Require("ConfirmationCode"))
        {
            throw CognitoErrors.CodeMismatch();
        }

        pool.Rules.Check(call.Require("Password"));
        user.PasswordHash = PasswordRules.Hash(call.Require("Password"));
        user.ForgotPassword = null;
        user.FailedAttempts = 0;
        user.LockedUntil = null;
        user.Status = CognitoUser.Confirmed;
        pool.Save(user);
        return [];
    }
}
