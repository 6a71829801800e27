using System.Text.Json.Nodes;
using System.Security.Cryptography;

namespace Ooak.LocalCloud.Cognito.Operations;

internal static class AdminResetUserPassword
{
    public static JsonObject Handle(CognitoCall call)
    {
        var user = call.Pool.Get(call.Require("Username"));
        var code = RandomNumberGenerator.GetString("0123456789", 6);
        user.Status = CognitoUser.ResetRequired;
        user.ForgotPassword = new PendingCode(code, call.Pool.Now.AddHours(1));
        call.Pool.Save(user);
        call.Cognito.Delivery.Code(call.Pool, "EMAIL", user.Attributes.GetValueOrDefault("email") ?? "", "forgot-password", code);
        return [];
    }
}
