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

    /// <exception cref="CodeMismatchException">Wrong code; the session stays open for a few tries.</exception>
    /// <exception cref="ExpiredCodeException">The code expired.</exception>
    /// <exception cref="InvalidPasswordException">The new password is against the policy.</exception>
    /// <exception cref="NotAuthorizedException">The session is used or expired, or the passkey was refused.</exception>
    Task<RespondToAuthChallengeResponse> RespondToAuthChallengeAsync(RespondToAuthChallengeRequest request, CancellationToken cancellationToken = default);

    /// <exception cref="RefreshTokenReuseException">The token was rotated and its grace is over.</exception>
    /// <exception cref="NotAuthorizedException">Expired, revoked, or the user is disabled.</exception>
    Task<GetTokensFromRefreshTokenResponse> GetTokensFromRefreshTokenAsync(GetTokensFromRefreshTokenRequest request, CancellationToken cancellationToken = default);

    Task<RevokeTokenResponse> RevokeTokenAsync(RevokeTokenRequest request, CancellationToken cancellationToken = default);

    /// <exception cref="NotAuthorizedException">The access token is expired, revoked, or its user is gone.</exception>
    Task<GetUserResponse> GetUserAsync(GetUserRequest request, CancellationToken cancellationToken = default);

    /// <exception cref="NotAuthorizedException">The access token is expired or revoked.</exception>
    Task<GlobalSignOutResponse> GlobalSignOutAsync(GlobalSignOutRequest request, CancellationToken cancellationToken = default);

    /// <exception cref="LimitExceededException">Too many codes within the hour.</exception>
    /// <exception cref="NotAuthorizedException">The user has no password of its own yet, or is disabled.</exception>
    /// <exception cref="InvalidParameterException">The user has no verified address for a code.</exception>
    Task<ForgotPasswordResponse> ForgotPasswordAsync(ForgotPasswordRequest request, CancellationToken cancellationToken = default);

    /// <exception cref="CodeMismatchException">Wrong code.</exception>
    /// <exception cref="ExpiredCodeException">Expired or used code, or none was asked for.</exception>
    /// <exception cref="InvalidPasswordException">The new password is against the policy.</exception>
    /// <exception cref="LimitExceededException">Too many wrong codes.</exception>
    /// <exception cref="TooManyFailedAttemptsException">Too many wrong codes.</exception>
    Task<ConfirmForgotPasswordResponse> ConfirmForgotPasswordAsync(ConfirmForgotPasswordRequest request, CancellationToken cancellationToken = default);

    /// <exception cref="WebAuthnNotEnabledException">Passkeys are no sign-in factor of the pool.</exception>
    /// <exception cref="WebAuthnConfigurationMissingException">The pool has no relying party.</exception>
    /// <exception cref="LimitExceededException">The user has 20 passkeys.</exception>
    Task<StartWebAuthnRegistrationResponse> StartWebAuthnRegistrationAsync(StartWebAuthnRegistrationRequest request, CancellationToken cancellationToken = default);

    /// <exception cref="WebAuthnChallengeNotFoundException">The challenge is unknown, used or expired.</exception>
    /// <exception cref="WebAuthnOriginNotAllowedException">The page was not of the relying party.</exception>
    /// <exception cref="WebAuthnRelyingPartyMismatchException">The authenticator made the passkey for another relying party.</exception>
    /// <exception cref="WebAuthnClientMismatchException">The registration was begun through another app client.</exception>
    /// <exception cref="WebAuthnCredentialNotSupportedException">An algorithm or attestation that the pool does not take.</exception>
    /// <exception cref="LimitExceededException">The user has 20 passkeys.</exception>
    Task<CompleteWebAuthnRegistrationResponse> CompleteWebAuthnRegistrationAsync(CompleteWebAuthnRegistrationRequest request, CancellationToken cancellationToken = default);

    /// <exception cref="NotAuthorizedException">The access token is expired or revoked.</exception>
    Task<ListWebAuthnCredentialsResponse> ListWebAuthnCredentialsAsync(ListWebAuthnCredentialsRequest request, CancellationToken cancellationToken = default);

    /// <exception cref="ResourceNotFoundException">The user has no such passkey.</exception>
    Task<DeleteWebAuthnCredentialResponse> DeleteWebAuthnCredentialAsync(DeleteWebAuthnCredentialRequest request, CancellationToken cancellationToken = default);

    Task<DescribeUserPoolClientResponse> DescribeUserPoolClientAsync(DescribeUserPoolClientRequest request, CancellationToken cancellationToken = default);

    /// <exception cref="UsernameExistsException">The name is taken.</exception>
    /// <exception cref="AliasExistsException">Another user has the verified address.</exception>
    /// <exception cref="UnsupportedUserStateException">RESEND to a user that has a password of its own.</exception>
    /// <exception cref="InvalidPasswordException">The temporary password is against the policy.</exception>
    Task<AdminCreateUserResponse> AdminCreateUserAsync(AdminCreateUserRequest request, CancellationToken cancellationToken = default);

    Task<AdminSetUserPasswordResponse> AdminSetUserPasswordAsync(AdminSetUserPasswordRequest request, CancellationToken cancellationToken = default);

    Task<AdminAddUserToGroupResponse> AdminAddUserToGroupAsync(AdminAddUserToGroupRequest request, CancellationToken cancellationToken = default);

    Task<AdminGetUserResponse> AdminGetUserAsync(AdminGetUserRequest request, CancellationToken cancellationToken = default);

    Task<AdminListGroupsForUserResponse> AdminListGroupsForUserAsync(AdminListGroupsForUserRequest request, CancellationToken cancellationToken = default);

    Task<AdminUserGlobalSignOutResponse> AdminUserGlobalSignOutAsync(AdminUserGlobalSignOutRequest request, CancellationToken cancellationToken = default);

    /// <exception cref="AliasExistsException">Another user has the verified address.</exception>
    /// <exception cref="UserNotFoundException">No such user.</exception>
    Task<AdminUpdateUserAttributesResponse> AdminUpdateUserAttributesAsync(AdminUpdateUserAttributesRequest request, CancellationToken cancellationToken = default);

    Task<AdminDeleteUserAttributesResponse> AdminDeleteUserAttributesAsync(AdminDeleteUserAttributesRequest request, CancellationToken cancellationToken = default);

    Task<AdminRemoveUserFromGroupResponse> AdminRemoveUserFromGroupAsync(AdminRemoveUserFromGroupRequest request, CancellationToken cancellationToken = default);

    Task<AdminDisableUserResponse> AdminDisableUserAsync(AdminDisableUserRequest request, CancellationToken cancellationToken = default);

    Task<AdminEnableUserResponse> AdminEnableUserAsync(AdminEnableUserRequest request, CancellationToken cancellationToken = default);

    Task<AdminDeleteUserResponse> AdminDeleteUserAsync(AdminDeleteUserRequest request, CancellationToken cancellationToken = default);
}
