using Amazon.Runtime;

namespace Amazon.CognitoIdentityProvider.Model;

public class GetUserRequest : AmazonWebServiceRequest
{
    public string? AccessToken { get; set; }
}

public class GetUserResponse : AmazonWebServiceResponse
{
    public List<AttributeType>? UserAttributes { get; set; }
    public string? Username { get; set; }
}

/// <summary>Revokes the user's tokens; a verifier that looks at signature and expiry alone still takes access tokens until they expire.</summary>
public class GlobalSignOutRequest : AmazonWebServiceRequest
{
    public string? AccessToken { get; set; }
}

public class GlobalSignOutResponse : AmazonWebServiceResponse;

public class ForgotPasswordRequest : AmazonWebServiceRequest
{
    public string? ClientId { get; set; }
    public Dictionary<string, string>? ClientMetadata { get; set; }
    public string? SecretHash { get; set; }
    public UserContextDataType? UserContextData { get; set; }
    public string? Username { get; set; }
}

public class ForgotPasswordResponse : AmazonWebServiceResponse
{
    public CodeDeliveryDetailsType? CodeDeliveryDetails { get; set; }
}

/// <summary>Where a code went; the destination is masked.</summary>
public class CodeDeliveryDetailsType
{
    public string? AttributeName { get; set; }
    public DeliveryMediumType? DeliveryMedium { get; set; }
    public string? Destination { get; set; }
}

public class ConfirmForgotPasswordRequest : AmazonWebServiceRequest
{
    public string? ClientId { get; set; }
    public Dictionary<string, string>? ClientMetadata { get; set; }
    public string? ConfirmationCode { get; set; }
    public string? Password { get; set; }
    public string? SecretHash { get; set; }
    public UserContextDataType? UserContextData { get; set; }
    public string? Username { get; set; }
}

public class ConfirmForgotPasswordResponse : AmazonWebServiceResponse;
