namespace Ooak.Lambdas.Auth;

/// <summary>The pool's password policy, checked before Cognito is asked: the answer must not depend on who asks.</summary>
internal static class PasswordRules
{
    internal const string Rule = "At least 12 characters, with upper and lower case letters and a digit.";

    private const int Minimum = 12;

    internal static bool Allow(string? password) =>
        password is { Length: >= Minimum and <= LoginWay.MaximumPassword }
        && password.Any(char.IsAsciiLetterUpper)
        && password.Any(char.IsAsciiLetterLower)
        && password.Any(char.IsAsciiDigit);
}
