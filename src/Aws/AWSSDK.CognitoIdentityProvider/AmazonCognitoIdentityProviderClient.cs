using Amazon.CognitoIdentityProvider.Model;
using Amazon.CognitoIdentityProvider.Model.Internal;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.StandIn;

namespace Amazon.CognitoIdentityProvider;

/// <inheritdoc cref="IAmazonCognitoIdentityProvider"/>
public class AmazonCognitoIdentityProviderClient : AmazonServiceClient, IAmazonCognitoIdentityProvider
{
    public AmazonCognitoIdentityProviderClient()
        : this(new AmazonCognitoIdentityProviderConfig())
    {
    }

    public AmazonCognitoIdentityProviderClient(AmazonCognitoIdentityProviderConfig config)
        : base(config)
    {
    }

    public AmazonCognitoIdentityProviderClient(AWSCredentials credentials, AmazonCognitoIdentityProviderConfig clientConfig)
        : base(credentials, clientConfig)
    {
    }

    protected override IServiceMetadata ServiceMetadata { get; } = new StandInMetadata("Cognito Identity Provider");

    public Task<InitiateAuthResponse> InitiateAuthAsync(InitiateAuthRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<InitiateAuthResponse>(request, Operation.InitiateAuth, cancellationToken);

    public Task<RespondToAuthChallengeResponse> RespondToAuthChallengeAsync(RespondToAuthChallengeRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<RespondToAuthChallengeResponse>(request, Operation.RespondToAuthChallenge, cancellationToken);

    public Task<GetTokensFromRefreshTokenResponse> GetTokensFromRefreshTokenAsync(GetTokensFromRefreshTokenRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<GetTokensFromRefreshTokenResponse>(request, Operation.GetTokensFromRefreshToken, cancellationToken);

    public Task<RevokeTokenResponse> RevokeTokenAsync(RevokeTokenRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<RevokeTokenResponse>(request, Operation.RevokeToken, cancellationToken);

    public Task<GetUserResponse> GetUserAsync(GetUserRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<GetUserResponse>(request, Operation.GetUser, cancellationToken);

    public Task<GlobalSignOutResponse> GlobalSignOutAsync(GlobalSignOutRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<GlobalSignOutResponse>(request, Operation.GlobalSignOut, cancellationToken);

    public Task<ForgotPasswordResponse> ForgotPasswordAsync(ForgotPasswordRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ForgotPasswordResponse>(request, Operation.ForgotPassword, cancellationToken);

    public Task<ConfirmForgotPasswordResponse> ConfirmForgotPasswordAsync(ConfirmForgotPasswordRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ConfirmForgotPasswordResponse>(request, Operation.ConfirmForgotPassword, cancellationToken);

    public Task<StartWebAuthnRegistrationResponse> StartWebAuthnRegistrationAsync(StartWebAuthnRegistrationRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<StartWebAuthnRegistrationResponse>(request, Operation.StartWebAuthnRegistration, cancellationToken);

    public Task<CompleteWebAuthnRegistrationResponse> CompleteWebAuthnRegistrationAsync(CompleteWebAuthnRegistrationRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<CompleteWebAuthnRegistrationResponse>(request, Operation.CompleteWebAuthnRegistration, cancellationToken);

    public Task<ListWebAuthnCredentialsResponse> ListWebAuthnCredentialsAsync(ListWebAuthnCredentialsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListWebAuthnCredentialsResponse>(request, Operation.ListWebAuthnCredentials, cancellationToken);

    public Task<DeleteWebAuthnCredentialResponse> DeleteWebAuthnCredentialAsync(DeleteWebAuthnCredentialRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DeleteWebAuthnCredentialResponse>(request, Operation.DeleteWebAuthnCredential, cancellationToken);

    public Task<DescribeUserPoolClientResponse> DescribeUserPoolClientAsync(DescribeUserPoolClientRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DescribeUserPoolClientResponse>(request, Operation.DescribeUserPoolClient, cancellationToken);

    public Task<AdminCreateUserResponse> AdminCreateUserAsync(AdminCreateUserRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<AdminCreateUserResponse>(request, Operation.AdminCreateUser, cancellationToken);

    public Task<AdminSetUserPasswordResponse> AdminSetUserPasswordAsync(AdminSetUserPasswordRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<AdminSetUserPasswordResponse>(request, Operation.AdminSetUserPassword, cancellationToken);

    public Task<AdminAddUserToGroupResponse> AdminAddUserToGroupAsync(AdminAddUserToGroupRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<AdminAddUserToGroupResponse>(request, Operation.AdminAddUserToGroup, cancellationToken);

    public Task<AdminGetUserResponse> AdminGetUserAsync(AdminGetUserRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<AdminGetUserResponse>(request, Operation.AdminGetUser, cancellationToken);

    public Task<AdminListGroupsForUserResponse> AdminListGroupsForUserAsync(AdminListGroupsForUserRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<AdminListGroupsForUserResponse>(request, Operation.AdminListGroupsForUser, cancellationToken);

    public Task<AdminUserGlobalSignOutResponse> AdminUserGlobalSignOutAsync(AdminUserGlobalSignOutRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<AdminUserGlobalSignOutResponse>(request, Operation.AdminUserGlobalSignOut, cancellationToken);

    public Task<AdminUpdateUserAttributesResponse> AdminUpdateUserAttributesAsync(AdminUpdateUserAttributesRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<AdminUpdateUserAttributesResponse>(request, Operation.AdminUpdateUserAttributes, cancellationToken);

    public Task<AdminDeleteUserAttributesResponse> AdminDeleteUserAttributesAsync(AdminDeleteUserAttributesRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<AdminDeleteUserAttributesResponse>(request, Operation.AdminDeleteUserAttributes, cancellationToken);

    public Task<AdminRemoveUserFromGroupResponse> AdminRemoveUserFromGroupAsync(AdminRemoveUserFromGroupRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<AdminRemoveUserFromGroupResponse>(request, Operation.AdminRemoveUserFromGroup, cancellationToken);

    public Task<AdminDisableUserResponse> AdminDisableUserAsync(AdminDisableUserRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<AdminDisableUserResponse>(request, Operation.AdminDisableUser, cancellationToken);

    public Task<AdminEnableUserResponse> AdminEnableUserAsync(AdminEnableUserRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<AdminEnableUserResponse>(request, Operation.AdminEnableUser, cancellationToken);

    public Task<AdminDeleteUserResponse> AdminDeleteUserAsync(AdminDeleteUserRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<AdminDeleteUserResponse>(request, Operation.AdminDeleteUser, cancellationToken);

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline) => StandInPipeline.Customize(
        pipeline,
        new StandInAuthHandler(
            nameof(InitiateAuthRequest),
            nameof(RespondToAuthChallengeRequest),
            nameof(GetTokensFromRefreshTokenRequest),
            nameof(RevokeTokenRequest),
            nameof(GetUserRequest),
            nameof(GlobalSignOutRequest),
            nameof(ForgotPasswordRequest),
            nameof(ConfirmForgotPasswordRequest),
            nameof(StartWebAuthnRegistrationRequest),
            nameof(CompleteWebAuthnRegistrationRequest),
            nameof(ListWebAuthnCredentialsRequest),
            nameof(DeleteWebAuthnCredentialRequest)));
}
