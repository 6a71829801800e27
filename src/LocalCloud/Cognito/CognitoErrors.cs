using Ooak.LocalCloud.Aws;

namespace Ooak.LocalCloud.Cognito;

/// <summary>Cognito's errors, by name and wording.</summary>
internal static class CognitoErrors
{
    public static AwsException NotAuthorized(string message) => new(400, "NotAuthorizedException", message);

    public static AwsException WrongPassword() => NotAuthorized("Incorrect username or password.");

    public static AwsException Disabled() => NotAuthorized("User is disabled.");

    public static AwsException InvalidSession() => NotAuthorized("Invalid session for the user.");

    public static AwsException AttemptLimit() => new(400, "LimitExceededException", "Attempt limit exceeded, please try after some time.");

    public static AwsException TooManyRequests() => new(400, "TooManyRequestsException", "Too many requests");

    public static AwsException UserNotFound() => new(400, "UserNotFoundException", "User does not exist.");

    public static AwsException InvalidParameter(string message) => new(400, "InvalidParameterException", message);

    public static AwsException InvalidPassword(string why) => new(400, "InvalidPasswordException", "Password did not conform with policy: " + why);

    public static AwsException CodeMismatch() => new(400, "CodeMismatchException", "Invalid verification code provided, please try again.");

    /// <summary>A wrong code within a sign-in.</summary>
    public static AwsException WrongCode() => new(400, "CodeMismatchException", "Invalid code or auth state for the user.");

    public static AwsException ExpiredCode() => new(400, "ExpiredCodeException", "Invalid code provided, please request a code again.");

    public static AwsException NotFound(string message) => new(400, "ResourceNotFoundException", message);
}
