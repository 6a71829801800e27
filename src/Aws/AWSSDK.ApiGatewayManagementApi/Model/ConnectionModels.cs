using Amazon.Runtime;

namespace Amazon.ApiGatewayManagementApi.Model;

public class PostToConnectionRequest : AmazonWebServiceRequest
{
    public string? ConnectionId { get; set; }

    /// <summary>At most 128 KB.</summary>
    public MemoryStream? Data { get; set; }
}

public class PostToConnectionResponse : AmazonWebServiceResponse;

public class DeleteConnectionRequest : AmazonWebServiceRequest
{
    public string? ConnectionId { get; set; }
}

public class DeleteConnectionResponse : AmazonWebServiceResponse;
