using System.Text.Json.Nodes;

namespace Ooak.LocalCloud.Cognito.Operations;

internal static class AdminInitiateAuth
{
    public static JsonObject Handle(CognitoCall call)
    {
        var (pool, client) = call.Cognito.Client(call.Require("ClientId"));
        var flow = call.Require("AuthFlow");
        return pool.Id != call.Require("UserPoolId")
            ? throw CognitoErrors.NotFound($"User pool client {client.Id} does not exist.")
            : SignInFlow.Start(call, pool, client, flow == "USER_PASSWORD_AUTH" || flow == "ADMIN_NO_SRP_AUTH" ? "ADMIN_USER_PASSWORD_AUTH" : flow, call.Request.Obj("AuthParameters") ?? []);
    }
}
