using Amazon.Runtime;

namespace Amazon.CognitoIdentityProvider.Model;

public class InitiateAuthRequest : AmazonWebServiceRequest
{
    public AuthFlowType? AuthFlow { get; set; }

    /// <summary>USERNAME, SECRET_HASH, and by flow PASSWORD, PREFERRED_CHALLENGE, REFRESH_TOKEN.</summary>
    public Dictionary<string, string>? AuthParameters { get; set; }
    public string? ClientId { get; set; }
    public Dictionary<string, string>? ClientMetadata { get; set; }
    public string? Session { get; set; }
    public UserContextDataType? UserContextData { get; set; }
}

public class InitiateAuthResponse : AmazonWebServiceResponse
{
    public AuthenticationResultType? AuthenticationResult { get; set; }
    public List<string>? AvailableChallenges { get; set; }
    public ChallengeNameType? ChallengeName { get; set; }
    public Dictionary<string, string>? ChallengeParameters { get; set; }
    public string? Session { get; set; }
}

public class RespondToAuthChallengeRequest : AmazonWebServiceRequest
{
    public ChallengeNameType? ChallengeName { get; set; }
    public Dictionary<string, string>? ChallengeResponses { get; set; }
    public string? ClientId { get; set; }
    public Dictionary<string, string>? ClientMetadata { get; set; }
    public string? Session { get; set; }
    public UserContextDataType? UserContextData { get; set; }
}

public class RespondToAuthChallengeResponse : AmazonWebServiceResponse
{
    public AuthenticationResultType? AuthenticationResult { get; set; }
    public ChallengeNameType? ChallengeName { get; set; }
    public Dictionary<string, string>? ChallengeParameters { get; set; }
    public string? Session { get; set; }
}

public class AuthenticationResultType
{
    public string? AccessToken { get; set; }

    /// <summary>Seconds.</summary>
    public int? ExpiresIn { get; set; }
    public string? IdToken { get; set; }
    public string? RefreshToken { get; set; }
    public string? TokenType { get; set; }
}

/// <summary>The viewer's address, for Cognito's own throttling of unauthenticated calls.</summary>
public class UserContextDataType
{
    public string? EncodedData { get; set; }
    public string? IpAddress { get; set; }
}

/// <summary>Refresh with rotation; REFRESH_TOKEN_AUTH does not work with it.</summary>
public class GetTokensFromRefreshTokenRequest : AmazonWebServiceRequest
{
    public string? ClientId { get; set; }
    public Dictionary<string, string>? ClientMetadata { get; set; }
    public string? ClientSecret { get; set; }
    public string? DeviceKey { get; set; }
    public string? RefreshToken { get; set; }
}

public class GetTokensFromRefreshTokenResponse : AmazonWebServiceResponse
{
    public AuthenticationResultType? AuthenticationResult { get; set; }
}

public class RevokeTokenRequest : AmazonWebServiceRequest
{
    public string? ClientId { get; set; }
    public string? ClientSecret { get; set; }
    public string? Token { get; set; }
}

public class RevokeTokenResponse : AmazonWebServiceResponse;
