using System.Text.Json.Nodes;

namespace Ooak.LocalCloud.Cognito.Operations;

internal static class InitiateAuth
{
    public static JsonObject Handle(CognitoCall call)
    {
        var (pool, client) = call.Cognito.Client(call.Require("ClientId"));
        var flow = call.Require("AuthFlow");
        return flow.StartsWith("ADMIN_", StringComparison.Ordinal)
            ? throw CognitoErrors.InvalidParameter("Initiate Auth method not supported.")
            : SignInFlow.Start(call, pool, client, flow, call.Request.Obj("AuthParameters") ?? []);
    }
}
