using System.Text.Json.Nodes;

namespace Ooak.LocalCloud.Cognito.Operations;

internal static class ChangePassword
{
    public static JsonObject Handle(CognitoCall call)
    {
        var (pool, user, _) = call.Caller();
        if (!PasswordRules.Matches(call.Request.Str("PreviousPassword") ?? "", user.PasswordHash))
        {
            throw CognitoErrors.WrongPassword();
        }

        pool.Rules.Check(call.Require("ProposedPassword"));
        user.PasswordHash = PasswordRules.Hash(call.Require("ProposedPassword"));
        pool.Save(user);
        return [];
    }
}
