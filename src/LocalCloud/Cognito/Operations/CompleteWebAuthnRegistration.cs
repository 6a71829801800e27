using System.Text.Json.Nodes;

namespace Ooak.LocalCloud.Cognito.Operations;

internal static class CompleteWebAuthnRegistration
{
    public static JsonObject Handle(CognitoCall call)
    {
        var caller = call.Caller();
        call.Cognito.Registrations.Complete(caller, call.Request.Obj("Credential") ?? throw CognitoErrors.InvalidParameter("Credential is not an object."));
        return [];
    }
}
