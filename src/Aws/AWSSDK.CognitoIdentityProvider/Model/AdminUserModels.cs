using Amazon.Runtime;

namespace Amazon.CognitoIdentityProvider.Model;

public class AdminCreateUserRequest : AmazonWebServiceRequest
{
    public List<string>? DesiredDeliveryMediums { get; set; }
    public bool? ForceAliasCreation { get; set; }
    public MessageActionType? MessageAction { get; set; }
    public string? TemporaryPassword { get; set; }
    public List<AttributeType>? UserAttributes { get; set; }
    public string? Username { get; set; }
    public string? UserPoolId { get; set; }
}

public class AdminCreateUserResponse : AmazonWebServiceResponse
{
    public UserType? User { get; set; }
}

public class UserType
{
    public List<AttributeType>? Attributes { get; set; }
    public bool? Enabled { get; set; }
    public DateTime? UserCreateDate { get; set; }
    public DateTime? UserLastModifiedDate { get; set; }
    public string? Username { get; set; }
    public UserStatusType? UserStatus { get; set; }
}

public class AdminSetUserPasswordRequest : AmazonWebServiceRequest
{
    public string? Password { get; set; }
    public bool? Permanent { get; set; }
    public string? Username { get; set; }
    public string? UserPoolId { get; set; }
}

public class AdminSetUserPasswordResponse : AmazonWebServiceResponse;

public class AdminAddUserToGroupRequest : AmazonWebServiceRequest
{
    public string? GroupName { get; set; }
    public string? Username { get; set; }
    public string? UserPoolId { get; set; }
}

public class AdminAddUserToGroupResponse : AmazonWebServiceResponse;

public class AdminGetUserRequest : AmazonWebServiceRequest
{
    public string? Username { get; set; }
    public string? UserPoolId { get; set; }
}

public class AdminGetUserResponse : AmazonWebServiceResponse
{
    public bool? Enabled { get; set; }
    public List<AttributeType>? UserAttributes { get; set; }
    public DateTime? UserCreateDate { get; set; }
    public DateTime? UserLastModifiedDate { get; set; }
    public string? Username { get; set; }
    public UserStatusType? UserStatus { get; set; }
}

public class AdminListGroupsForUserRequest : AmazonWebServiceRequest
{
    public int? Limit { get; set; }
    public string? NextToken { get; set; }
    public string? Username { get; set; }
    public string? UserPoolId { get; set; }
}

public class AdminListGroupsForUserResponse : AmazonWebServiceResponse
{
    public List<GroupType>? Groups { get; set; }
    public string? NextToken { get; set; }
}

/// <summary>Revokes every refresh token of the user; access tokens live on until they expire.</summary>
public class AdminUserGlobalSignOutRequest : AmazonWebServiceRequest
{
    public string? Username { get; set; }
    public string? UserPoolId { get; set; }
}

public class AdminUserGlobalSignOutResponse : AmazonWebServiceResponse;

public class AdminUpdateUserAttributesRequest : AmazonWebServiceRequest
{
    public List<AttributeType>? UserAttributes { get; set; }
    public string? Username { get; set; }
    public string? UserPoolId { get; set; }
}

public class AdminUpdateUserAttributesResponse : AmazonWebServiceResponse;

public class AdminDeleteUserAttributesRequest : AmazonWebServiceRequest
{
    public List<string>? UserAttributeNames { get; set; }
    public string? Username { get; set; }
    public string? UserPoolId { get; set; }
}

public class AdminDeleteUserAttributesResponse : AmazonWebServiceResponse;

public class AdminRemoveUserFromGroupRequest : AmazonWebServiceRequest
{
    public string? GroupName { get; set; }
    public string? Username { get; set; }
    public string? UserPoolId { get; set; }
}

public class AdminRemoveUserFromGroupResponse : AmazonWebServiceResponse;

/// <summary>Revokes every token of the user and refuses sign-in.</summary>
public class AdminDisableUserRequest : AmazonWebServiceRequest
{
    public string? Username { get; set; }
    public string? UserPoolId { get; set; }
}

public class AdminDisableUserResponse : AmazonWebServiceResponse;

public class AdminEnableUserRequest : AmazonWebServiceRequest
{
    public string? Username { get; set; }
    public string? UserPoolId { get; set; }
}

public class AdminEnableUserResponse : AmazonWebServiceResponse;

public class AdminDeleteUserRequest : AmazonWebServiceRequest
{
    public string? Username { get; set; }
    public string? UserPoolId { get; set; }
}

public class AdminDeleteUserResponse : AmazonWebServiceResponse;
