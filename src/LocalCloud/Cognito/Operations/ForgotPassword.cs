using System.Text.Json.Nodes;
using System.Security.Cryptography;

namespace Ooak.LocalCloud.Cognito.Operations;

internal static class ForgotPassword
{
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
            throw CognitoErrors.NotAuthorized("User is disabled.");
        }

        if (user.Status == CognitoUser.ForceChangePassword)
        {
            throw CognitoErrors.NotAuthorized("User password cannot be reset in the current state.");
        }

        var (medium, attribute) = user.Attributes.GetValueOrDefault("email_verified") == "true" ? ("EMAIL", "email")
            : user.Attributes.GetValueOrDefault("phone_number_verified") == "true" ? ("SMS", "phone_number")
            : throw CognitoErrors.InvalidParameter("Cannot reset password for the user as there is no registered/verified email or phone_number");
        var code = RandomNumberGenerator.GetString("0123456789", 6);
        user.ForgotPassword = new PendingCode(code, DateTimeOffset.UtcNow.AddHours(1));
        pool.Save(user);
        call.Cognito.Delivery.Code(pool, medium, user.Attributes[attribute], "forgot-password", code);
        return Sent(medium, attribute, user.Attributes[attribute]);
    }

    private static JsonObject Sent(string medium, string attribute, string to) => new()
    {
        ["CodeDeliveryDetails"] = new JsonObject { ["AttributeName"] = attribute, ["DeliveryMedium"] = medium, ["Destination"] = CognitoDelivery.Masked(medium, to) },
    };
}
