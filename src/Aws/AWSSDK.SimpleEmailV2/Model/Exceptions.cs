using System.Net;
using Amazon.Runtime;

namespace Amazon.SimpleEmailV2
{
    public class AmazonSimpleEmailServiceV2Exception(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : AmazonServiceException(message, innerException, errorType, errorCode, requestId, statusCode);
}

namespace Amazon.SimpleEmailV2.Model
{
    public class AccountSuspendedException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : AmazonSimpleEmailServiceV2Exception(message, innerException, errorType, errorCode, requestId, statusCode);

    public class BadRequestException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : AmazonSimpleEmailServiceV2Exception(message, innerException, errorType, errorCode, requestId, statusCode);

    public class LimitExceededException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : AmazonSimpleEmailServiceV2Exception(message, innerException, errorType, errorCode, requestId, statusCode);

    public class MailFromDomainNotVerifiedException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : AmazonSimpleEmailServiceV2Exception(message, innerException, errorType, errorCode, requestId, statusCode);

    public class NotFoundException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : AmazonSimpleEmailServiceV2Exception(message, innerException, errorType, errorCode, requestId, statusCode);

    public class SendingPausedException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : AmazonSimpleEmailServiceV2Exception(message, innerException, errorType, errorCode, requestId, statusCode);

    public class TooManyRequestsException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : AmazonSimpleEmailServiceV2Exception(message, innerException, errorType, errorCode, requestId, statusCode);
}
