using System.Text.Json.Nodes;

namespace Ooak.LocalCloud.Cognito.Operations;

internal static class ConfirmForgotPassword
{
    private const int MaxFailures = 5;

    public static JsonObject Handle(CognitoCall call)
    {
        var (pool, client) = call.Cognito.Client(call.Require("ClientId"));
        var username = call.Require("Username");
        client.CheckSecretHash(call.Request.Str("SecretHash"), username, pool.Find(username)?.Username);
        var user = pool.Find(username) ?? throw (client.HidesUsers ? CognitoErrors.ExpiredCode() : CognitoErrors.UserNotFound());
        if (user.ForgotPassword is not { } pending || pending.Expires < pool.Now)
        {
            throw CognitoErrors.ExpiredCode();
        }

        if (pending.Failures >= MaxFailures)
        {
            throw CognitoErrors.AttemptLimit();
        }

        if (pending.Code != call.Require("ConfirmationCode"))
        {
            user.ForgotPassword = pending with { Failures = pending.Failures + 1 };
            pool.Save(user);
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
