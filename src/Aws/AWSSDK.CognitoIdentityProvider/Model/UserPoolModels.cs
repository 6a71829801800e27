using Amazon.Runtime;

namespace Amazon.CognitoIdentityProvider.Model;

public class DescribeUserPoolClientRequest : AmazonWebServiceRequest
{
    public string? ClientId { get; set; }
    public string? UserPoolId { get; set; }
}

public class DescribeUserPoolClientResponse : AmazonWebServiceResponse
{
    public UserPoolClientType? UserPoolClient { get; set; }
}

public class UserPoolClientType
{
    public string? ClientId { get; set; }
    public string? ClientName { get; set; }
    public string? ClientSecret { get; set; }
    public string? UserPoolId { get; set; }
}

public class AttributeType
{
    public string? Name { get; set; }
    public string? Value { get; set; }
}

public class GroupType
{
    public string? Description { get; set; }
    public string? GroupName { get; set; }
    public int? Precedence { get; set; }
}
