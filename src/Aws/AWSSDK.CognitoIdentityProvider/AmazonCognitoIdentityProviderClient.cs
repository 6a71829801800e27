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

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline) => StandInPipeline.Customize(
        pipeline,
        new StandInAuthHandler(
            nameof(InitiateAuthRequest),
            nameof(RespondToAuthChallengeRequest),
            nameof(GetTokensFromRefreshTokenRequest),
            nameof(RevokeTokenRequest)));
}
