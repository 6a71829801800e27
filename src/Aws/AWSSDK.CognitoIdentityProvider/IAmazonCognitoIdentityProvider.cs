using Amazon.CognitoIdentityProvider.Model;
using Amazon.Runtime;

namespace Amazon.CognitoIdentityProvider;

/// <summary>Amazon Cognito user pools
/// (https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/Welcome.html).</summary>
public interface IAmazonCognitoIdentityProvider : IAmazonService, IDisposable
{
    static ClientConfig IAmazonService.CreateDefaultClientConfig() => new AmazonCognitoIdentityProviderConfig();

    static IAmazonService IAmazonService.CreateDefaultServiceClient(AWSCredentials awsCredentials, ClientConfig clientConfig) =>
        new AmazonCognitoIdentityProviderClient(awsCredentials, (AmazonCognitoIdentityProviderConfig)clientConfig);

    /// <exception cref="NotAuthorizedException">Wrong password, or the user is disabled.</exception>
    /// <exception cref="PasswordResetRequiredException">An administrator reset the password.</exception>
    /// <exception cref="TooManyRequestsException">Slow down.</exception>
    Task<InitiateAuthResponse> InitiateAuthAsync(InitiateAuthRequest request, CancellationToken cancellationToken = default);

    /// <exception cref="InvalidPasswordException">The new password is against the policy.</exception>
    /// <exception cref="NotAuthorizedException">The session is used or expired.</exception>
    Task<RespondToAuthChallengeResponse> RespondToAuthChallengeAsync(RespondToAuthChallengeRequest request, CancellationToken cancellationToken = default);

    /// <exception cref="RefreshTokenReuseException">The token was rotated and its grace is over.</exception>
    /// <exception cref="NotAuthorizedException">Expired, revoked, or the user is disabled.</exception>
    Task<GetTokensFromRefreshTokenResponse> GetTokensFromRefreshTokenAsync(GetTokensFromRefreshTokenRequest request, CancellationToken cancellationToken = default);

    Task<RevokeTokenResponse> RevokeTokenAsync(RevokeTokenRequest request, CancellationToken cancellationToken = default);

    Task<DescribeUserPoolClientResponse> DescribeUserPoolClientAsync(DescribeUserPoolClientRequest request, CancellationToken cancellationToken = default);

    Task<AdminCreateUserResponse> AdminCreateUserAsync(AdminCreateUserRequest request, CancellationToken cancellationToken = default);

    Task<AdminSetUserPasswordResponse> AdminSetUserPasswordAsync(AdminSetUserPasswordRequest request, CancellationToken cancellationToken = default);

    Task<AdminAddUserToGroupResponse> AdminAddUserToGroupAsync(AdminAddUserToGroupRequest request, CancellationToken cancellationToken = default);

    Task<AdminGetUserResponse> AdminGetUserAsync(AdminGetUserRequest request, CancellationToken cancellationToken = default);

    Task<AdminListGroupsForUserResponse> AdminListGroupsForUserAsync(AdminListGroupsForUserRequest request, CancellationToken cancellationToken = default);

    Task<AdminUserGlobalSignOutResponse> AdminUserGlobalSignOutAsync(AdminUserGlobalSignOutRequest request, CancellationToken cancellationToken = default);
}
