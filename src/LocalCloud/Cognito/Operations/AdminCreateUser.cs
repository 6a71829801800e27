using System.Text.Json.Nodes;
using Ooak.LocalCloud.Aws;

namespace Ooak.LocalCloud.Cognito.Operations;

internal static class AdminCreateUser
{
    public static JsonObject Handle(CognitoCall call)
    {
        var pool = call.Pool;
        var login = call.Require("Username");
        var resend = call.Request.Str("MessageAction") == "RESEND";
        var existing = pool.Find(login);
        if (existing is null && resend)
        {
            throw CognitoErrors.UserNotFound();
        }

        if (existing is not null && !resend)
        {
            throw new AwsException(400, "UsernameExistsException", "User account already exists");
        }

        if (existing is not null && existing.Status != CognitoUser.ForceChangePassword)
        {
            throw new AwsException(400, "UnsupportedUserStateException", "Resend not possible. User status is not FORCE_CHANGE_PASSWORD");
        }

        var user = existing ?? New(call, pool, login);
        var password = Password(call, pool, user, resend);
        user.PasswordHash = password is null ? null : PasswordRules.Hash(password);
        user.TemporaryPasswordExpires = password is null ? null : pool.Now.AddDays(pool.Rules.TemporaryDays);
        user.Status = password is null ? CognitoUser.Confirmed : CognitoUser.ForceChangePassword;
        pool.Save(user);
        if (call.Request.Str("MessageAction") != "SUPPRESS")
        {
            var mediums = call.Request.Strings("DesiredDeliveryMediums").ToList();
            call.Cognito.Delivery.Invite(pool, user, login, password, mediums.Count == 0 ? ["SMS"] : mediums);
        }

        return new JsonObject { ["User"] = UserShape.Of(user, "Attributes") };
    }

    /// <summary>The temporary password. Without one in the request, a pool with one-time codes makes a user without password; others make one up.</summary>
    private static string? Password(CognitoCall call, UserPool pool, CognitoUser user, bool resend)
    {
        if (call.Request.Str("TemporaryPassword") is { Length: > 0 } given)
        {
            pool.Rules.Check(given);
            return given;
        }

        if (resend || !pool.AllowsNoPassword)
        {
            return pool.Rules.Generate();
        }

        return user.Attributes.ContainsKey("email") || user.Attributes.ContainsKey("phone_number")
            ? null
            : throw CognitoErrors.InvalidParameter("A user without password needs an email or a phone_number.");
    }

    private static CognitoUser New(CognitoCall call, UserPool pool, string login)
    {
        var sub = Guid.NewGuid().ToString();
        var attributes = UserShape.Read(call.Request, "UserAttributes");
        UserAttributes.Check(attributes);
        if (pool.NamesBySub)
        {
            attributes.TryAdd(login.Contains('@') ? "email" : "phone_number", login);
            if (login.Contains('@') ? attributes["email"] != login : attributes["phone_number"] != login)
            {
                throw CognitoErrors.InvalidParameter("Username should be either an email or a phone number.");
            }
        }

        if (pool.IsAlias("email") && login.Contains('@'))
        {
            throw CognitoErrors.InvalidParameter("Username cannot be of email format, since user pool is configured for email alias.");
        }

        if (call.Request.Bool("ForceAliasCreation"))
        {
            pool.FreeAliases(attributes);
        }

        pool.DemandFree(attributes, except: null);
        attributes["sub"] = sub;
        return new CognitoUser { Username = pool.NamesBySub ? sub : login, Created = pool.Now, Attributes = attributes, Status = CognitoUser.ForceChangePassword };
    }
}
