using System.Text.Json.Nodes;
using Ooak.LocalCloud.Cognito.Passkeys;

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
        var sessionId = call.Request.Str("Session") ?? throw CognitoErrors.InvalidSession();
        var session = call.Cognito.Sessions.Get(sessionId, client.Id, challenge);
        var user = pool.Find(session.Username);
        if (session.Username != username && (user is null || user != pool.Find(username)))
        {
            throw CognitoErrors.InvalidSession();
        }

        var result = challenge switch
        {
            "NEW_PASSWORD_REQUIRED" => NewPassword(pool, client, Known(user), answers),
            "PASSWORD" => SignInFlow.AfterPassword(call, pool, client, SignInFlow.Checked(pool, client, answers)),
            "SELECT_CHALLENGE" => Select(call, pool, client, Known(user), answers),
            "EMAIL_OTP" or "SMS_OTP" => Code(call, pool, client, sessionId, session, user, answers),
            "WEB_AUTHN" => Passkey(call, pool, client, sessionId, session, user, answers),
            _ => throw CognitoErrors.InvalidParameter($"LocalCloud does not implement the challenge {challenge}."),
        };
        call.Cognito.Sessions.Close(sessionId);
        return result;
    }

    private static CognitoUser Known(CognitoUser? user) => user ?? throw CognitoErrors.InvalidSession();

    private static JsonObject NewPassword(UserPool pool, CognitoClient client, CognitoUser user, JsonObject answers)
    {
        var password = answers.Str("NEW_PASSWORD") ?? throw SignInFlow.Missing("NEW_PASSWORD");
        pool.Rules.Check(password);
        if (!user.Enabled)
        {
            throw CognitoErrors.Disabled();
        }

        var given = answers.Where(a => a.Key.StartsWith("userAttributes.", StringComparison.Ordinal))
            .ToDictionary(a => a.Key["userAttributes.".Length..], a => a.Value?.ToString() ?? "", StringComparer.Ordinal);
        foreach (var name in given.Keys)
        {
            if (user.Attributes.ContainsKey(name) || name.EndsWith("_verified", StringComparison.Ordinal))
            {
                throw CognitoErrors.NotAuthorized($"Cannot modify an already provided {name}");
            }
        }

        foreach (var (name, value) in given)
        {
            user.Attributes[name] = value;
        }

        user.PasswordHash = PasswordRules.Hash(password);
        user.TemporaryPasswordExpires = null;
        user.Status = CognitoUser.Confirmed;
        return SignInFlow.Done(pool, client, user);
    }

    private static JsonObject Select(CognitoCall call, UserPool pool, CognitoClient client, CognitoUser user, JsonObject answers)
    {
        var answer = answers.Str("ANSWER") ?? throw SignInFlow.Missing("ANSWER");
        return answer == "PASSWORD" && answers.ContainsKey("PASSWORD")
            ? SignInFlow.AfterPassword(call, pool, client, SignInFlow.Checked(pool, client, answers))
            : FirstFactors.Select(call, pool, client, user, answer);
    }

    private static JsonObject Code(CognitoCall call, UserPool pool, CognitoClient client, string sessionId, AuthSession session, CognitoUser? user, JsonObject answers)
    {
        var parameter = session.Challenge + "_CODE";
        OneTimeCodes.Check(call, sessionId, session, answers.Str(parameter) ?? throw SignInFlow.Missing(parameter));
        return SignInFlow.Done(pool, client, Known(user));
    }

    // The challenge of an assertion is good for one answer, right or wrong.
    private static JsonObject Passkey(CognitoCall call, UserPool pool, CognitoClient client, string sessionId, AuthSession session, CognitoUser? user, JsonObject answers)
    {
        var credential = answers.Str("CREDENTIAL") ?? throw SignInFlow.Missing("CREDENTIAL");
        call.Cognito.Sessions.Close(sessionId);
        PasskeyAssertion.Check(pool, user, session.Secret, credential);
        return SignInFlow.Done(pool, client, Known(user));
    }
}
