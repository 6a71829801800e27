using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Ooak.LocalCloud.Cognito;

/// <summary>The pool's password policy, and how passwords are kept.</summary>
internal sealed class PasswordRules(JsonObject? policy)
{
    private const int Iterations = 2_000;
    private const string Symbols = "^$*.[]{}()?\"!@#%&/\\,><':;|_~`=+- ";

    private static readonly byte[] NoSalt = new byte[16];

    private readonly int _minimum = policy.Int("MinimumLength") ?? 8;

    /// <summary>Days that an administrator's temporary password works.</summary>
    public int TemporaryDays => policy.Int("TemporaryPasswordValidityDays") ?? 7;

    public void Check(string password)
    {
        if (password.Length < _minimum)
        {
            throw CognitoErrors.InvalidPassword("Password not long enough");
        }

        if (password.Length > 256)
        {
            throw CognitoErrors.InvalidParameter("1 validation error detected: Value at 'password' failed to satisfy constraint: Member must have length less than or equal to 256");
        }

        Demand("RequireUppercase", password.Any(char.IsAsciiLetterUpper), "Password must have uppercase characters");
        Demand("RequireLowercase", password.Any(char.IsAsciiLetterLower), "Password must have lowercase characters");
        Demand("RequireNumbers", password.Any(char.IsAsciiDigit), "Password must have numeric characters");
        Demand("RequireSymbols", password.Any(Symbols.Contains), "Password must have symbol characters");
    }

    public string Generate()
    {
        var length = Math.Max(_minimum, 12) - 4;
        return "Tq7-" + RandomNumberGenerator.GetString("ABCDEFGHJKMNPQRSTUVWXYZabcdefghjkmnpqrstuvwxyz23456789", length);
    }

    /// <summary>Few rounds: this guards a developer's machine, and sign-in has to stay quick in tests.</summary>
    public static string Hash(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(16);
        return Convert.ToBase64String(salt) + "." + Convert.ToBase64String(Derive(password, salt));
    }

    public static bool Matches(string password, string? hash)
    {
        if (hash?.Split('.') is not [var salt, var expected])
        {
            // As slow as with a hash: nobody can tell by the time who exists.
            Derive(password, NoSalt);
            return false;
        }

        return CryptographicOperations.FixedTimeEquals(Derive(password, Convert.FromBase64String(salt)), Convert.FromBase64String(expected));
    }

    private void Demand(string rule, bool holds, string why)
    {
        // CloudFormation's default policy asks for all four.
        if ((policy is null || policy.Bool(rule)) && !holds)
        {
            throw CognitoErrors.InvalidPassword(why);
        }
    }

    private static byte[] Derive(string password, byte[] salt) =>
        Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(password), salt, Iterations, HashAlgorithmName.SHA256, 32);
}
