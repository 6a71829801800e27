using System.Net;
using Amazon.Runtime;

namespace Amazon.ApiGatewayManagementApi
{
    public class AmazonApiGatewayManagementApiException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : AmazonServiceException(message, innerException, errorType, errorCode, requestId, statusCode);
}

namespace Amazon.ApiGatewayManagementApi.Model
{
    /// <summary>410: the connection no longer exists.</summary>
    public class GoneException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : AmazonApiGatewayManagementApiException(message, innerException, errorType, errorCode, requestId, statusCode);

    public class ForbiddenException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : AmazonApiGatewayManagementApiException(message, innerException, errorType, errorCode, requestId, statusCode);

    public class LimitExceededException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : AmazonApiGatewayManagementApiException(message, innerException, errorType, errorCode, requestId, statusCode);

    public class PayloadTooLargeException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : AmazonApiGatewayManagementApiException(message, innerException, errorType, errorCode, requestId, statusCode);
}
