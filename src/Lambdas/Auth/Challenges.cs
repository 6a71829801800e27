namespace Ooak.Lambdas.Auth;

/// <summary>Cognito's names of the challenges.</summary>
internal static class Challenges
{
    internal const string Password = "PASSWORD";
    internal const string NewPassword = "NEW_PASSWORD_REQUIRED";
    internal const string EmailCode = "EMAIL_OTP";
    internal const string SmsCode = "SMS_OTP";
    internal const string Passkey = "WEB_AUTHN";

    internal static bool IsCode(string challenge) => challenge is EmailCode or SmsCode;
}
