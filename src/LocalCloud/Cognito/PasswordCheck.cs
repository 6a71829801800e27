using Ooak.LocalCloud.Aws;

namespace Ooak.LocalCloud.Cognito;

/// <summary>Checks a password as Cognito does: disabled, locked out, wrong, temporary and expired each have their own answer.</summary>
internal static class PasswordCheck
{
    private const int FreeAttempts = 5;
    private static readonly TimeSpan LongestLock = TimeSpan.FromMinutes(15);

    /// <summary>The user, when the password is right.</summary>
    public static CognitoUser Demand(UserPool pool, CognitoClient client, string username, string password)
    {
        if (pool.Find(username) is not { } user)
        {
            PasswordRules.Matches(password, hash: null);
            throw client.HidesUsers ? CognitoErrors.WrongPassword() : CognitoErrors.UserNotFound();
        }

        var now = pool.Now;
        if (user.LockedUntil > now)
        {
            throw CognitoErrors.NotAuthorized("Password attempts exceeded");
        }

        if (!PasswordRules.Matches(password, user.PasswordHash))
        {
            user.FailedAttempts++;
            user.LockedUntil = user.FailedAttempts < FreeAttempts
                ? null
                : now + TimeSpan.FromSeconds(Math.Min(Math.Pow(2, user.FailedAttempts - FreeAttempts), LongestLock.TotalSeconds));
            pool.Save(user);
            throw CognitoErrors.WrongPassword();
        }

        if (!user.Enabled)
        {
            throw CognitoErrors.Disabled();
        }

        if (user.Status == CognitoUser.ResetRequired)
        {
            throw new AwsException(400, "PasswordResetRequiredException", "Password reset required for the user");
        }

        if (user.TemporaryPasswordExpires < now)
        {
            throw CognitoErrors.NotAuthorized("Temporary password has expired and must be reset by an administrator.");
        }

        if (user.FailedAttempts > 0)
        {
            user.FailedAttempts = 0;
            user.LockedUntil = null;
            pool.Save(user);
        }

        return user;
    }
}
