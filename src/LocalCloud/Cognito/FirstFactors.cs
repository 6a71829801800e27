using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Ooak.LocalCloud.Cognito.Passkeys;

namespace Ooak.LocalCloud.Cognito;

/// <summary>Choice-based sign-in: what a user may begin with, and the challenge of each.</summary>
/// <remarks>Amazon Cognito Developer Guide, "Authentication with the USER_AUTH flow" and "Managing user existence error responses".</remarks>
internal static class FirstFactors
{
    private static readonly string[] Known = ["PASSWORD", "EMAIL_OTP", "SMS_OTP", "WEB_AUTHN"];

    /// <summary>The preferred challenge, else, without one that the user has, the list to choose from.</summary>
    public static JsonObject Start(CognitoCall call, UserPool pool, CognitoClient client, string username, string? preferred)
    {
        if (preferred is not null && !Known.Contains(preferred))
        {
            throw CognitoErrors.InvalidParameter("Invalid value for PREFERRED_CHALLENGE.");
        }

        if (pool.Find(username) is not { } user)
        {
            return client.HidesUsers ? Simulate(call, pool, client, username) : throw CognitoErrors.UserNotFound();
        }

        if (!user.Enabled)
        {
            throw CognitoErrors.Disabled();
        }

        var available = Of(pool, user);
        if (preferred is not null && available.Contains(preferred))
        {
            return Challenge(call, pool, client, user, preferred);
        }

        var select = SignInFlow.Challenge(call, pool, client, username, "SELECT_CHALLENGE", []);
        select["AvailableChallenges"] = new JsonArray([.. available.Select(factor => (JsonNode)factor)]);
        return select;
    }

    /// <summary>The challenge that the user chose from the list.</summary>
    public static JsonObject Select(CognitoCall call, UserPool pool, CognitoClient client, CognitoUser user, string answer) =>
        Of(pool, user).Contains(answer) ? Challenge(call, pool, client, user, answer) : throw CognitoErrors.InvalidParameter($"The challenge {answer} is not available for the user.");

    /// <summary>What the pool allows and the user has. Until a temporary password is changed there is nothing else.</summary>
    private static List<string> Of(UserPool pool, CognitoUser user) =>
    [
        .. pool.FirstFactors.Where(factor => factor switch
        {
            "PASSWORD" => true,
            _ when user.Status != CognitoUser.Confirmed => false,
            "WEB_AUTHN" => pool.RelyingParty is not null && user.Passkeys.Count > 0,
            _ => user.HasVerified(OneTimeCodes.AttributeOf(factor)),
        }),
    ];

    private static JsonObject Challenge(CognitoCall call, UserPool pool, CognitoClient client, CognitoUser user, string factor) => factor switch
    {
        "PASSWORD" => SignInFlow.Challenge(call, pool, client, user.Username, factor, []),
        "WEB_AUTHN" => PasskeyAssertion.Start(call, pool, client, user),
        _ => OneTimeCodes.Start(call, pool, client, user, factor),
    };

    // Cognito picks one of the pool's factors for somebody who does not exist. Here a name always gets the same one.
    private static JsonObject Simulate(CognitoCall call, UserPool pool, CognitoClient client, string username)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(pool.Id + username.ToLowerInvariant()));
        var factor = pool.FirstFactors[hash[0] % pool.FirstFactors.Count];
        return factor switch
        {
            "PASSWORD" => SignInFlow.Challenge(call, pool, client, username, factor, []),
            "WEB_AUTHN" when pool.RelyingParty is not null => PasskeyAssertion.Simulate(call, pool, client, username, hash),
            "WEB_AUTHN" => SignInFlow.Challenge(call, pool, client, username, "PASSWORD", []),
            _ => OneTimeCodes.Simulate(call, pool, client, username, factor),
        };
    }
}
