using System.Net;
using Amazon.Runtime;

namespace Amazon.CognitoIdentityProvider
{
    public class AmazonCognitoIdentityProviderException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : AmazonServiceException(message, innerException, errorType, errorCode, requestId, statusCode);
}

namespace Amazon.CognitoIdentityProvider.Model
{
    public class AliasExistsException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : AmazonCognitoIdentityProviderException(message, innerException, errorType, errorCode, requestId, statusCode);

    public class CodeDeliveryFailureException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : AmazonCognitoIdentityProviderException(message, innerException, errorType, errorCode, requestId, statusCode);

    public class CodeMismatchException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : AmazonCognitoIdentityProviderException(message, innerException, errorType, errorCode, requestId, statusCode);

    public class ExpiredCodeException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : AmazonCognitoIdentityProviderException(message, innerException, errorType, errorCode, requestId, statusCode);

    public class ForbiddenException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : AmazonCognitoIdentityProviderException(message, innerException, errorType, errorCode, requestId, statusCode);

    public class InternalErrorException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : AmazonCognitoIdentityProviderException(message, innerException, errorType, errorCode, requestId, statusCode);

    public class InvalidParameterException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : AmazonCognitoIdentityProviderException(message, innerException, errorType, errorCode, requestId, statusCode);

    public class InvalidPasswordException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : AmazonCognitoIdentityProviderException(message, innerException, errorType, errorCode, requestId, statusCode);

    public class LimitExceededException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : AmazonCognitoIdentityProviderException(message, innerException, errorType, errorCode, requestId, statusCode);

    public class NotAuthorizedException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : AmazonCognitoIdentityProviderException(message, innerException, errorType, errorCode, requestId, statusCode);

    public class OperationNotEnabledException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : AmazonCognitoIdentityProviderException(message, innerException, errorType, errorCode, requestId, statusCode);

    public class PasswordHistoryPolicyViolationException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : AmazonCognitoIdentityProviderException(message, innerException, errorType, errorCode, requestId, statusCode);

    public class PasswordResetRequiredException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : AmazonCognitoIdentityProviderException(message, innerException, errorType, errorCode, requestId, statusCode);

    public class RefreshTokenReuseException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : AmazonCognitoIdentityProviderException(message, innerException, errorType, errorCode, requestId, statusCode);

    public class ResourceNotFoundException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : AmazonCognitoIdentityProviderException(message, innerException, errorType, errorCode, requestId, statusCode);

    public class TooManyFailedAttemptsException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : AmazonCognitoIdentityProviderException(message, innerException, errorType, errorCode, requestId, statusCode);

    public class TooManyRequestsException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : AmazonCognitoIdentityProviderException(message, innerException, errorType, errorCode, requestId, statusCode);

    public class UnauthorizedException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : AmazonCognitoIdentityProviderException(message, innerException, errorType, errorCode, requestId, statusCode);

    public class UnsupportedOperationException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : AmazonCognitoIdentityProviderException(message, innerException, errorType, errorCode, requestId, statusCode);

    public class UnsupportedTokenTypeException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : AmazonCognitoIdentityProviderException(message, innerException, errorType, errorCode, requestId, statusCode);

    public class UnsupportedUserStateException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : AmazonCognitoIdentityProviderException(message, innerException, errorType, errorCode, requestId, statusCode);

    public class UsernameExistsException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : AmazonCognitoIdentityProviderException(message, innerException, errorType, errorCode, requestId, statusCode);

    public class UserNotConfirmedException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : AmazonCognitoIdentityProviderException(message, innerException, errorType, errorCode, requestId, statusCode);

    public class UserNotFoundException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : AmazonCognitoIdentityProviderException(message, innerException, errorType, errorCode, requestId, statusCode);

    public class WebAuthnChallengeNotFoundException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : AmazonCognitoIdentityProviderException(message, innerException, errorType, errorCode, requestId, statusCode);

    public class WebAuthnClientMismatchException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : AmazonCognitoIdentityProviderException(message, innerException, errorType, errorCode, requestId, statusCode);

    public class WebAuthnConfigurationMissingException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : AmazonCognitoIdentityProviderException(message, innerException, errorType, errorCode, requestId, statusCode);

    public class WebAuthnCredentialNotSupportedException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : AmazonCognitoIdentityProviderException(message, innerException, errorType, errorCode, requestId, statusCode);

    public class WebAuthnNotEnabledException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : AmazonCognitoIdentityProviderException(message, innerException, errorType, errorCode, requestId, statusCode);

    public class WebAuthnOriginNotAllowedException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : AmazonCognitoIdentityProviderException(message, innerException, errorType, errorCode, requestId, statusCode);

    public class WebAuthnRelyingPartyMismatchException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : AmazonCognitoIdentityProviderException(message, innerException, errorType, errorCode, requestId, statusCode);
}
