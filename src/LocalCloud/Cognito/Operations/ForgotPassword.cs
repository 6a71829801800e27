using System.Text.Json.Nodes;
using System.Security.Cryptography;

namespace Ooak.LocalCloud.Cognito.Operations;

internal static class ForgotPassword
{
    private const int MaxAnHour = 5;

    public static JsonObject Handle(CognitoCall call)
    {
        var (pool, client) = call.Cognito.Client(call.Require("ClientId"));
        var username = call.Require("Username");
        client.CheckSecretHash(call.Request.Str("SecretHash"), username, pool.Find(username)?.Username);
        if (pool.Find(username) is not { } user)
        {
            // With PreventUserExistenceErrors an unknown name gets the same kind of answer.
            return client.HidesUsers ? Sent("EMAIL", "email", username) : throw CognitoErrors.UserNotFound();
        }

        if (!user.Enabled)
        {
            throw CognitoErrors.Disabled();
        }

        if (user.Status == CognitoUser.ForceChangePassword)
        {
            throw CognitoErrors.NotAuthorized("User password cannot be reset in the current state.");
        }

        var attribute = Recovery(pool).FirstOrDefault(user.HasVerified)
            ?? throw CognitoErrors.InvalidParameter("Cannot reset password for the user as there is no registered/verified email or phone_number");
        var medium = attribute == "email" ? "EMAIL" : "SMS";
        OneTimeCodes.Count(user.ResetsSent, pool.Now, MaxAnHour, CognitoErrors.AttemptLimit);
        var code = RandomNumberGenerator.GetString("0123456789", 6);
        user.ForgotPassword = new PendingCode(code, pool.Now.AddHours(1));
        pool.Save(user);
        call.Cognito.Delivery.Code(pool, medium, user.Attributes[attribute], "forgot-password", code);
        return Sent(medium, attribute, user.Attributes[attribute]);
    }

    /// <summary>The addresses that may receive the code, best first.</summary>
    private static IEnumerable<string> Recovery(UserPool pool)
    {
        var mechanisms = pool.Definition.Obj("AccountRecoverySetting").List("RecoveryMechanisms").OrderBy(m => m.Int("Priority")).Select(m => m.Require("Name")).ToList();
        return mechanisms.Count == 0 ? ["phone_number", "email"] : mechanisms.Select(name => name.Replace("verified_", "", StringComparison.Ordinal));
    }

    private static JsonObject Sent(string medium, string attribute, string to) => new()
    {
        ["CodeDeliveryDetails"] = new JsonObject { ["AttributeName"] = attribute, ["DeliveryMedium"] = medium, ["Destination"] = CognitoDelivery.Masked(medium, to) },
    };
}
