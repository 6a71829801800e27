using System.Text.Json.Nodes;

namespace Ooak.LocalCloud.Cognito.Operations;

internal static class StartWebAuthnRegistration
{
    public static JsonObject Handle(CognitoCall call) => new() { ["CredentialCreationOptions"] = call.Cognito.Registrations.Start(call.Caller()) };
}
