using System.Text.Json.Nodes;

namespace Ooak.LocalCloud.Cognito.Operations;

/// <summary>RespondToAuthChallenge and AdminRespondToAuthChallenge. The session stays open when an answer is refused, so that the person can try again.</summary>
internal static class RespondToAuthChallenge
{
    public static JsonObject Handle(CognitoCall call)
    {
        var (pool, client) = call.Cognito.Client(call.Require("ClientId"));
        var challenge = call.Require("ChallengeName");
        var answers = call.Request.Obj("ChallengeResponses") ?? [];
        var username = SignInFlow.Username(pool, client, answers);
        var sessionId = call.Request.Str("Session");
        var session = call.Cognito.Sessions.Get(sessionId, client.Id, challenge);
        if (session.Username != username && pool.Find(session.Username) != pool.Find(username))
        {
            throw CognitoErrors.NotAuthorized("Invalid session for the user.");
        }

        var result = challenge switch
        {
            "NEW_PASSWORD_REQUIRED" => NewPassword(pool, client, session, answers),
            "PASSWORD" => SignInFlow.AfterPassword(call, pool, client, SignInFlow.Checked(pool, client, answers)),
            "SELECT_CHALLENGE" => Select(call, pool, client, answers),
            _ => throw CognitoErrors.InvalidParameter($"LocalCloud does not implement the challenge {challenge}."),
        };
        call.Cognito.Sessions.Close(sessionId!);
        return result;
    }

    private static JsonObject NewPassword(UserPool pool, CognitoClient client, AuthSession session, JsonObject answers)
    {
        var password = answers.Str("NEW_PASSWORD") ?? throw SignInFlow.Missing("NEW_PASSWORD");
        pool.Rules.Check(password);
        var user = pool.Get(session.Username);
        foreach (var (name, value) in answers.Where(a => a.Key.StartsWith("userAttributes.", StringComparison.Ordinal)))
        {
            user.Attributes[name["userAttributes.".Length..]] = value?.ToString() ?? "";
        }

        user.PasswordHash = PasswordRules.Hash(password);
        user.TemporaryPasswordExpires = null;
        user.Status = CognitoUser.Confirmed;
        return new JsonObject { ["ChallengeParameters"] = new JsonObject(), ["AuthenticationResult"] = CognitoTokens.SignIn(pool, client, user) };
    }

    private static JsonObject Select(CognitoCall call, UserPool pool, CognitoClient client, JsonObject answers)
    {
        var answer = answers.Str("ANSWER") ?? throw SignInFlow.Missing("ANSWER");
        if (answer != "PASSWORD")
        {
            throw CognitoErrors.InvalidParameter($"LocalCloud does not implement the factor {answer}.");
        }

        return answers.ContainsKey("PASSWORD")
            ? SignInFlow.AfterPassword(call, pool, client, SignInFlow.Checked(pool, client, answers))
            : SignInFlow.Challenge(call, pool, client, answers.Require("USERNAME"), "PASSWORD", []);
    }
}
