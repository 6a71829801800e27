using System.Net;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;
using Amazon.StandIn;

namespace Amazon.ApiGatewayManagementApi.Model.Internal;

internal static class ConnectionOperations
{
    internal static readonly InvokeOptions Post = new()
    {
        RequestMarshaller = new PostMarshaller(),
        ResponseUnmarshaller = new EmptyUnmarshaller<PostToConnectionResponse>(),
    };

    internal static readonly InvokeOptions Delete = new()
    {
        RequestMarshaller = new DeleteMarshaller(),
        ResponseUnmarshaller = new EmptyUnmarshaller<DeleteConnectionResponse>(),
    };

    private static DefaultRequest Request(AmazonWebServiceRequest input, string method, string? connectionId)
    {
        var request = new DefaultRequest(input, "Amazon.ApiGatewayManagementApi") { HttpMethod = method };
        request.AddPathResource("{connectionId}", connectionId ?? throw new ArgumentException("ConnectionId is required."));
        request.ResourcePath = "/@connections/{connectionId}";
        return request;
    }

    private sealed class PostMarshaller : IMarshaller<IRequest, AmazonWebServiceRequest>
    {
        public IRequest Marshall(AmazonWebServiceRequest input)
        {
            var post = (PostToConnectionRequest)input;
            var request = Request(input, "POST", post.ConnectionId);
            request.ContentStream = post.Data ?? new MemoryStream();
            request.Headers["Content-Type"] = "application/octet-stream";
            return request;
        }
    }

    private sealed class DeleteMarshaller : IMarshaller<IRequest, AmazonWebServiceRequest>
    {
        public IRequest Marshall(AmazonWebServiceRequest input) => Request(input, "DELETE", ((DeleteConnectionRequest)input).ConnectionId);
    }

    private sealed class EmptyUnmarshaller<T> : JsonResponseUnmarshaller
        where T : AmazonWebServiceResponse, new()
    {
        public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext input) => new T();

        public override AmazonServiceException UnmarshallException(JsonUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
        {
            var (code, message, requestId) = JsonErrors.Read(input);
            return code switch
            {
                "GoneException" => new GoneException(message, innerException, ErrorType.Sender, code, requestId, statusCode),
                "ForbiddenException" => new ForbiddenException(message, innerException, ErrorType.Sender, code, requestId, statusCode),
                "LimitExceededException" => new LimitExceededException(message, innerException, ErrorType.Sender, code, requestId, statusCode),
                "PayloadTooLargeException" => new PayloadTooLargeException(message, innerException, ErrorType.Sender, code, requestId, statusCode),
                _ => new AmazonApiGatewayManagementApiException(message, innerException, ErrorType.Unknown, code, requestId, statusCode),
            };
        }
    }
}
