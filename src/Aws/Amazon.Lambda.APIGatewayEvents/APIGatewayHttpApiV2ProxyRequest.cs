namespace Amazon.Lambda.APIGatewayEvents;

/// <summary>The event of an HTTP API route, payload format 2.0
/// (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html).</summary>
public class APIGatewayHttpApiV2ProxyRequest
{
    public string? Version { get; set; }
    public string? RouteKey { get; set; }
    public string? RawPath { get; set; }
    public string? RawQueryString { get; set; }
    public string[]? Cookies { get; set; }
    public IDictionary<string, string>? Headers { get; set; }
    public IDictionary<string, string>? QueryStringParameters { get; set; }
    public ProxyRequestContext RequestContext { get; set; } = new();
    public string? Body { get; set; }
    public IDictionary<string, string>? PathParameters { get; set; }
    public bool IsBase64Encoded { get; set; }

    public class ProxyRequestContext
    {
        public string? AccountId { get; set; }
        public string? ApiId { get; set; }
        public AuthorizerDescription? Authorizer { get; set; }
        public string? DomainName { get; set; }
        public HttpDescription Http { get; set; } = new();
        public string? RequestId { get; set; }
        public string? RouteKey { get; set; }
        public string? Stage { get; set; }
        public string? Time { get; set; }
        public long TimeEpoch { get; set; }
    }

    public class HttpDescription
    {
        public string? Method { get; set; }
        public string? Path { get; set; }
        public string? Protocol { get; set; }
        public string? SourceIp { get; set; }
        public string? UserAgent { get; set; }
    }

    public class AuthorizerDescription
    {
        public JwtDescription? Jwt { get; set; }

        public class JwtDescription
        {
            public IDictionary<string, string>? Claims { get; set; }
            public string[]? Scopes { get; set; }
        }
    }
}
