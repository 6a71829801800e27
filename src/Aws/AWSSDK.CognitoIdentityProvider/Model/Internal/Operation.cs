using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;
using Amazon.StandIn;

namespace Amazon.CognitoIdentityProvider.Model.Internal;

/// <summary>The operations in the AWS JSON 1.1 protocol (https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html).</summary>
internal static class Operation
{
    internal static readonly InvokeOptions InitiateAuth = Of("InitiateAuth", CognitoJson.Default.InitiateAuthRequest, CognitoJson.Default.InitiateAuthResponse);
    internal static readonly InvokeOptions RespondToAuthChallenge = Of("RespondToAuthChallenge", CognitoJson.Default.RespondToAuthChallengeRequest, CognitoJson.Default.RespondToAuthChallengeResponse);
    internal static readonly InvokeOptions GetTokensFromRefreshToken = Of("GetTokensFromRefreshToken", CognitoJson.Default.GetTokensFromRefreshTokenRequest, CognitoJson.Default.GetTokensFromRefreshTokenResponse);
    internal static readonly InvokeOptions RevokeToken = Of("RevokeToken", CognitoJson.Default.RevokeTokenRequest, CognitoJson.Default.RevokeTokenResponse);
    internal static readonly InvokeOptions GetUser = Of("GetUser", CognitoJson.Default.GetUserRequest, CognitoJson.Default.GetUserResponse);
    internal static readonly InvokeOptions GlobalSignOut = Of("GlobalSignOut", CognitoJson.Default.GlobalSignOutRequest, CognitoJson.Default.GlobalSignOutResponse);
    internal static readonly InvokeOptions ForgotPassword = Of("ForgotPassword", CognitoJson.Default.ForgotPasswordRequest, CognitoJson.Default.ForgotPasswordResponse);
    internal static readonly InvokeOptions ConfirmForgotPassword = Of("ConfirmForgotPassword", CognitoJson.Default.ConfirmForgotPasswordRequest, CognitoJson.Default.ConfirmForgotPasswordResponse);
    internal static readonly InvokeOptions StartWebAuthnRegistration = Of("StartWebAuthnRegistration", CognitoJson.Default.StartWebAuthnRegistrationRequest, CognitoJson.Default.StartWebAuthnRegistrationResponse);
    internal static readonly InvokeOptions CompleteWebAuthnRegistration = Of("CompleteWebAuthnRegistration", CognitoJson.Default.CompleteWebAuthnRegistrationRequest, CognitoJson.Default.CompleteWebAuthnRegistrationResponse);
    internal static readonly InvokeOptions ListWebAuthnCredentials = Of("ListWebAuthnCredentials", CognitoJson.Default.ListWebAuthnCredentialsRequest, CognitoJson.Default.ListWebAuthnCredentialsResponse);
    internal static readonly InvokeOptions DeleteWebAuthnCredential = Of("DeleteWebAuthnCredential", CognitoJson.Default.DeleteWebAuthnCredentialRequest, CognitoJson.Default.DeleteWebAuthnCredentialResponse);
    internal static readonly InvokeOptions DescribeUserPoolClient = Of("DescribeUserPoolClient", CognitoJson.Default.DescribeUserPoolClientRequest, CognitoJson.Default.DescribeUserPoolClientResponse);
    internal static readonly InvokeOptions AdminCreateUser = Of("AdminCreateUser", CognitoJson.Default.AdminCreateUserRequest, CognitoJson.Default.AdminCreateUserResponse);
    internal static readonly InvokeOptions AdminSetUserPassword = Of("AdminSetUserPassword", CognitoJson.Default.AdminSetUserPasswordRequest, CognitoJson.Default.AdminSetUserPasswordResponse);
    internal static readonly InvokeOptions AdminAddUserToGroup = Of("AdminAddUserToGroup", CognitoJson.Default.AdminAddUserToGroupRequest, CognitoJson.Default.AdminAddUserToGroupResponse);
    internal static readonly InvokeOptions AdminGetUser = Of("AdminGetUser", CognitoJson.Default.AdminGetUserRequest, CognitoJson.Default.AdminGetUserResponse);
    internal static readonly InvokeOptions AdminListGroupsForUser = Of("AdminListGroupsForUser", CognitoJson.Default.AdminListGroupsForUserRequest, CognitoJson.Default.AdminListGroupsForUserResponse);
    internal static readonly InvokeOptions AdminUserGlobalSignOut = Of("AdminUserGlobalSignOut", CognitoJson.Default.AdminUserGlobalSignOutRequest, CognitoJson.Default.AdminUserGlobalSignOutResponse);
    internal static readonly InvokeOptions AdminUpdateUserAttributes = Of("AdminUpdateUserAttributes", CognitoJson.Default.AdminUpdateUserAttributesRequest, CognitoJson.Default.AdminUpdateUserAttributesResponse);
    internal static readonly InvokeOptions AdminDeleteUserAttributes = Of("AdminDeleteUserAttributes", CognitoJson.Default.AdminDeleteUserAttributesRequest, CognitoJson.Default.AdminDeleteUserAttributesResponse);
    internal static readonly InvokeOptions AdminRemoveUserFromGroup = Of("AdminRemoveUserFromGroup", CognitoJson.Default.AdminRemoveUserFromGroupRequest, CognitoJson.Default.AdminRemoveUserFromGroupResponse);
    internal static readonly InvokeOptions AdminDisableUser = Of("AdminDisableUser", CognitoJson.Default.AdminDisableUserRequest, CognitoJson.Default.AdminDisableUserResponse);
    internal static readonly InvokeOptions AdminEnableUser = Of("AdminEnableUser", CognitoJson.Default.AdminEnableUserRequest, CognitoJson.Default.AdminEnableUserResponse);
    internal static readonly InvokeOptions AdminDeleteUser = Of("AdminDeleteUser", CognitoJson.Default.AdminDeleteUserRequest, CognitoJson.Default.AdminDeleteUserResponse);

    private static InvokeOptions Of<TRequest, TResponse>(string name, JsonTypeInfo<TRequest> request, JsonTypeInfo<TResponse> response)
        where TRequest : AmazonWebServiceRequest
        where TResponse : AmazonWebServiceResponse, new() => new()
    {
        RequestMarshaller = new Marshaller<TRequest>(name, request),
        ResponseUnmarshaller = new Unmarshaller<TResponse>(response),
    };

    private sealed class Marshaller<T>(string name, JsonTypeInfo<T> type) : IMarshaller<IRequest, AmazonWebServiceRequest>
        where T : AmazonWebServiceRequest
    {
        public IRequest Marshall(AmazonWebServiceRequest input)
        {
            var request = new DefaultRequest(input, "Amazon.CognitoIdentityProvider")
            {
                HttpMethod = "POST",
                ResourcePath = "/",
                Content = JsonSerializer.SerializeToUtf8Bytes((T)input, type),
            };
            request.Headers["X-Amz-Target"] = "AWSCognitoIdentityProviderService." + name;
            request.Headers["Content-Type"] = "application/x-amz-json-1.1";
            return request;
        }
    }

    private sealed class Unmarshaller<T>(JsonTypeInfo<T> type) : JsonResponseUnmarshaller
        where T : AmazonWebServiceResponse, new()
    {
        public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext input) =>
            input.Stream is { } body && input.ResponseData.ContentLength != 0 ? JsonSerializer.Deserialize(body, type) ?? new T() : new T();

        public override AmazonServiceException UnmarshallException(JsonUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
        {
            var (code, message, requestId) = JsonErrors.Read(input);
            return CognitoErrors.Create(code, message, innerException, requestId, statusCode);
        }
    }
}
