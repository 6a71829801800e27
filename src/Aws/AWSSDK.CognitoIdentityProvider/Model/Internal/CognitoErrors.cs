using System.Net;
using Amazon.Runtime;

namespace Amazon.CognitoIdentityProvider.Model.Internal;

internal static class CognitoErrors
{
    internal static AmazonServiceException Create(string code, string? message, Exception? inner, string? requestId, HttpStatusCode status)
    {
        var type = (int)status < 500 ? ErrorType.Sender : ErrorType.Receiver;
        return code switch
        {
            "AliasExistsException" => new AliasExistsException(message, inner, type, code, requestId, status),
            "CodeDeliveryFailureException" => new CodeDeliveryFailureException(message, inner, type, code, requestId, status),
            "CodeMismatchException" => new CodeMismatchException(message, inner, type, code, requestId, status),
            "ExpiredCodeException" => new ExpiredCodeException(message, inner, type, code, requestId, status),
            "ForbiddenException" => new ForbiddenException(message, inner, type, code, requestId, status),
            "InternalErrorException" => new InternalErrorException(message, inner, type, code, requestId, status),
            "InvalidParameterException" => new InvalidParameterException(message, inner, type, code, requestId, status),
            "InvalidPasswordException" => new InvalidPasswordException(message, inner, type, code, requestId, status),
            "LimitExceededException" => new LimitExceededException(message, inner, type, code, requestId, status),
            "NotAuthorizedException" => new NotAuthorizedException(message, inner, type, code, requestId, status),
            "OperationNotEnabledException" => new OperationNotEnabledException(message, inner, type, code, requestId, status),
            "PasswordHistoryPolicyViolationException" => new PasswordHistoryPolicyViolationException(message, inner, type, code, requestId, status),
            "PasswordResetRequiredException" => new PasswordResetRequiredException(message, inner, type, code, requestId, status),
            "RefreshTokenReuseException" => new RefreshTokenReuseException(message, inner, type, code, requestId, status),
            "ResourceNotFoundException" => new ResourceNotFoundException(message, inner, type, code, requestId, status),
            "TooManyFailedAttemptsException" => new TooManyFailedAttemptsException(message, inner, type, code, requestId, status),
            "TooManyRequestsException" => new TooManyRequestsException(message, inner, type, code, requestId, status),
            "UnauthorizedException" => new UnauthorizedException(message, inner, type, code, requestId, status),
            "UnsupportedOperationException" => new UnsupportedOperationException(message, inner, type, code, requestId, status),
            "UnsupportedTokenTypeException" => new UnsupportedTokenTypeException(message, inner, type, code, requestId, status),
            "UnsupportedUserStateException" => new UnsupportedUserStateException(message, inner, type, code, requestId, status),
            "UsernameExistsException" => new UsernameExistsException(message, inner, type, code, requestId, status),
            "UserNotConfirmedException" => new UserNotConfirmedException(message, inner, type, code, requestId, status),
            "UserNotFoundException" => new UserNotFoundException(message, inner, type, code, requestId, status),
            "WebAuthnChallengeNotFoundException" => new WebAuthnChallengeNotFoundException(message, inner, type, code, requestId, status),
            "WebAuthnClientMismatchException" => new WebAuthnClientMismatchException(message, inner, type, code, requestId, status),
            "WebAuthnConfigurationMissingException" => new WebAuthnConfigurationMissingException(message, inner, type, code, requestId, status),
            "WebAuthnCredentialNotSupportedException" => new WebAuthnCredentialNotSupportedException(message, inner, type, code, requestId, status),
            "WebAuthnNotEnabledException" => new WebAuthnNotEnabledException(message, inner, type, code, requestId, status),
            "WebAuthnOriginNotAllowedException" => new WebAuthnOriginNotAllowedException(message, inner, type, code, requestId, status),
            "WebAuthnRelyingPartyMismatchException" => new WebAuthnRelyingPartyMismatchException(message, inner, type, code, requestId, status),
            _ => new AmazonCognitoIdentityProviderException(message, inner, type, code, requestId, status),
        };
    }
}
