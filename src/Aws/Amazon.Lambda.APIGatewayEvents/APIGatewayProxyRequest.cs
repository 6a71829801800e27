namespace Amazon.Lambda.APIGatewayEvents;

/// <summary>The event of a WebSocket route (and of REST APIs, which this project does not use)
/// (https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-mapping-template-reference.html).</summary>
public class APIGatewayProxyRequest
{
    public IDictionary<string, string>? Headers { get; set; }
    public IDictionary<string, string>? QueryStringParameters { get; set; }
    public ProxyRequestContext RequestContext { get; set; } = new();
    public string? Body { get; set; }
    public bool IsBase64Encoded { get; set; }

    public class ProxyRequestContext
    {
        public string? AccountId { get; set; }
        public string? Stage { get; set; }
        public string? RequestId { get; set; }
        public RequestIdentity? Identity { get; set; }
        public string? ApiId { get; set; }
        public string? ExtendedRequestId { get; set; }
        public string? ConnectionId { get; set; }
        public long ConnectedAt { get; set; }
        public string? DomainName { get; set; }

        /// <summary>CONNECT, MESSAGE or DISCONNECT.</summary>
        public string? EventType { get; set; }
        public string? MessageId { get; set; }
        public string? RouteKey { get; set; }
        public string? MessageDirection { get; set; }
        public string? RequestTime { get; set; }
        public long RequestTimeEpoch { get; set; }
    }

    public class RequestIdentity
    {
        public string? SourceIp { get; set; }
        public string? UserAgent { get; set; }
    }
}
