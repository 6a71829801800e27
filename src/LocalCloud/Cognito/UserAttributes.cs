using System.Net.Mail;
using System.Text.RegularExpressions;

namespace Ooak.LocalCloud.Cognito;

/// <summary>What an administrator may write into a user.</summary>
internal static partial class UserAttributes
{
    public static void Check(IReadOnlyDictionary<string, string> attributes)
    {
        if (attributes.ContainsKey("sub"))
        {
            throw CognitoErrors.InvalidParameter("Cannot modify the non-mutable attribute sub");
        }

        if (attributes.TryGetValue("email", out var email) && email.Length > 0 && !(MailAddress.TryCreate(email, out var address) && address.Address == email))
        {
            throw CognitoErrors.InvalidParameter("Invalid email address format.");
        }

        if (attributes.TryGetValue("phone_number", out var phone) && phone.Length > 0 && !PhoneNumber().IsMatch(phone))
        {
            throw CognitoErrors.InvalidParameter("Invalid phone number format.");
        }
    }

    [GeneratedRegex(@"^\+[1-9]\d{1,14}\z", RegexOptions.ECMAScript, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PhoneNumber();
}
