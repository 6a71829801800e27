using System.Text.Json.Nodes;

namespace Ooak.LocalCloud.Cognito;

/// <summary>What the steps of a sign-in share: after the first factor come tokens or the next challenge.</summary>
internal static class SignInFlow
{
    /// <summary>Starts a flow by its AuthFlow name.</summary>
    public static JsonObject Start(CognitoCall call, UserPool pool, CognitoClient client, string flow, JsonObject parameters)
    {
        switch (flow)
        {
            case "USER_PASSWORD_AUTH" or "ADMIN_USER_PASSWORD_AUTH":
                client.DemandFlow(flow);
                return AfterPassword(call, pool, client, Checked(pool, client, parameters));
            case "USER_AUTH":
                client.DemandFlow(flow);
                return Choice(call, pool, client, parameters);
            case "REFRESH_TOKEN_AUTH" or "REFRESH_TOKEN":
                client.DemandFlow("REFRESH_TOKEN_AUTH");
                if (client.RotationGrace is not null)
                {
                    throw CognitoErrors.InvalidParameter("Refresh token rotation is enabled for this client; use GetTokensFromRefreshToken.");
                }

                return new JsonObject { ["ChallengeParameters"] = new JsonObject(), ["AuthenticationResult"] = CognitoTokens.Refresh(pool, client, parameters.Str("REFRESH_TOKEN") ?? throw Missing("REFRESH_TOKEN")) };
            default:
                throw CognitoErrors.InvalidParameter($"LocalCloud does not implement the auth flow {flow}.");
        }
    }

    /// <summary>The password was right: tokens, or a new password first.</summary>
    public static JsonObject AfterPassword(CognitoCall call, UserPool pool, CognitoClient client, CognitoUser user) =>
        user.Status == CognitoUser.ForceChangePassword
            ? Challenge(call, pool, client, user.Username, "NEW_PASSWORD_REQUIRED", new JsonObject
            {
                ["USER_ID_FOR_SRP"] = user.Username,
                ["requiredAttributes"] = "[]",
                ["userAttributes"] = Json.Text(new JsonObject(user.Attributes.Where(a => a.Key != "sub").Select(a => KeyValuePair.Create(a.Key, (JsonNode?)a.Value)))),
            })
            : Done(pool, client, user);

    public static JsonObject Done(UserPool pool, CognitoClient client, CognitoUser user) =>
        new() { ["ChallengeParameters"] = new JsonObject(), ["AuthenticationResult"] = CognitoTokens.SignIn(pool, client, user) };

    public static JsonObject Challenge(CognitoCall call, UserPool pool, CognitoClient client, string username, string name, JsonObject parameters, string? secret = null) => new()
    {
        ["ChallengeName"] = name,
        ["Session"] = call.Cognito.Sessions.Open(new AuthSession(pool.Id, client.Id, username, name, pool.Now + client.SessionLife) { Secret = secret }),
        ["ChallengeParameters"] = parameters,
    };

    /// <summary>User name, secret hash and password of the parameters, all right.</summary>
    public static CognitoUser Checked(UserPool pool, CognitoClient client, JsonObject parameters)
    {
        var username = Username(pool, client, parameters);
        return PasswordCheck.Demand(pool, client, username, parameters.Str("PASSWORD") ?? throw Missing("PASSWORD"));
    }

    public static string Username(UserPool pool, CognitoClient client, JsonObject parameters)
    {
        var username = parameters.Str("USERNAME") ?? throw Missing("USERNAME");
        client.CheckSecretHash(parameters.Str("SECRET_HASH"), username, pool.Find(username)?.Username);
        return username;
    }

    public static Aws.AwsException Missing(string parameter) => CognitoErrors.InvalidParameter($"Missing required parameter {parameter}");

    /// <summary>Choice-based sign-in; a preferred password may come along at once.</summary>
    private static JsonObject Choice(CognitoCall call, UserPool pool, CognitoClient client, JsonObject parameters)
    {
        var username = Username(pool, client, parameters);
        var preferred = parameters.Str("PREFERRED_CHALLENGE");
        return preferred == "PASSWORD" && parameters.ContainsKey("PASSWORD")
            ? AfterPassword(call, pool, client, Checked(pool, client, parameters))
            : FirstFactors.Start(call, pool, client, username, preferred);
    }
}
