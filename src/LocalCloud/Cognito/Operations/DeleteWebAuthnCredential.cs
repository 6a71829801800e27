using System.Text.Json.Nodes;

namespace Ooak.LocalCloud.Cognito.Operations;

internal static class DeleteWebAuthnCredential
{
    public static JsonObject Handle(CognitoCall call)
    {
        var (pool, user, _) = call.Caller();
        var id = call.Require("CredentialId");
        if (user.Passkeys.RemoveAll(p => p.Id == id) == 0)
        {
            throw CognitoErrors.NotFound("The credential does not exist.");
        }

        pool.Save(user);
        return [];
    }
}
