using System.Text.Json;
using System.Text.Json.Nodes;
using Ooak.LocalCloud.Aws;
using Ooak.LocalCloud.Aws.Iam;
using Ooak.LocalCloud.Cognito.Operations;

namespace Ooak.LocalCloud.Cognito;

/// <summary>The Cognito Identity Provider endpoint: AWS JSON 1.1, one file an operation.</summary>
internal sealed class CognitoEndpoint(CognitoService cognito, IamPolicies policies, EventLog events)
{
    private const string TargetPrefix = "AWSCognitoIdentityProviderService.";

    /// <summary>Operations that Cognito takes unsigned: a token, a session or a client secret authorizes them.</summary>
    private static readonly Dictionary<string, Func<CognitoCall, JsonObject>> Open = new(StringComparer.Ordinal)
    {
        ["InitiateAuth"] = InitiateAuth.Handle,
        ["RespondToAuthChallenge"] = RespondToAuthChallenge.Handle,
        ["GetTokensFromRefreshToken"] = GetTokensFromRefreshToken.Handle,
        ["RevokeToken"] = RevokeToken.Handle,
        ["GlobalSignOut"] = GlobalSignOut.Handle,
        ["GetUser"] = GetUser.Handle,
        ["ChangePassword"] = ChangePassword.Handle,
        ["ForgotPassword"] = ForgotPassword.Handle,
        ["ConfirmForgotPassword"] = ConfirmForgotPassword.Handle,
        ["StartWebAuthnRegistration"] = StartWebAuthnRegistration.Handle,
        ["CompleteWebAuthnRegistration"] = CompleteWebAuthnRegistration.Handle,
        ["ListWebAuthnCredentials"] = ListWebAuthnCredentials.Handle,
        ["DeleteWebAuthnCredential"] = DeleteWebAuthnCredential.Handle,
    };

    /// <summary>Operations that need a signature and an IAM statement on the pool.</summary>
    private static readonly Dictionary<string, Func<CognitoCall, JsonObject>> Signed = new(StringComparer.Ordinal)
    {
        ["AdminInitiateAuth"] = AdminInitiateAuth.Handle,
        ["AdminRespondToAuthChallenge"] = RespondToAuthChallenge.Handle,
        ["AdminCreateUser"] = AdminCreateUser.Handle,
        ["AdminSetUserPassword"] = AdminSetUserPassword.Handle,
        ["AdminResetUserPassword"] = AdminResetUserPassword.Handle,
        ["AdminGetUser"] = AdminGetUser.Handle,
        ["AdminUpdateUserAttributes"] = AdminUpdateUserAttributes.Handle,
        ["AdminDeleteUserAttributes"] = AdminDeleteUserAttributes.Handle,
        ["AdminEnableUser"] = AdminEnableUser.Handle,
        ["AdminDisableUser"] = AdminDisableUser.Handle,
        ["AdminDeleteUser"] = AdminDeleteUser.Handle,
        ["AdminAddUserToGroup"] = AdminAddUserToGroup.Handle,
        ["AdminRemoveUserFromGroup"] = AdminRemoveUserFromGroup.Handle,
        ["AdminListGroupsForUser"] = AdminListGroupsForUser.Handle,
        ["AdminUserGlobalSignOut"] = AdminUserGlobalSignOut.Handle,
        ["ListUsers"] = ListUsers.Handle,
        ["ListUsersInGroup"] = ListUsersInGroup.Handle,
        ["DescribeUserPoolClient"] = DescribeUserPoolClient.Handle,
    };

    /// <summary>Whether a request without a signature is for Cognito.</summary>
    public static bool Claims(WireRequest request) =>
        request.Header("x-amz-target")?.StartsWith(TargetPrefix, StringComparison.Ordinal) == true
        || request.Path.EndsWith("/.well-known/jwks.json", StringComparison.Ordinal)
        || request.Path.EndsWith("/.well-known/openid-configuration", StringComparison.Ordinal);

    public WireResponse Handle(WireRequest request, Principal who)
    {
        if (request.Method == "GET")
        {
            return WellKnown(request.Path);
        }

        var operation = request.Header("x-amz-target")?[TargetPrefix.Length..] ?? "";
        JsonObject body;
        try
        {
            body = Json.ParseObject(request.Body);
        }
        catch (JsonException)
        {
            throw new AwsException(400, "SerializationException", "The request is not a JSON object.");
        }

        var call = new CognitoCall(cognito, body);
        if (Signed.TryGetValue(operation, out var handle))
        {
            if (ReferenceEquals(who, Principal.Anonymous))
            {
                throw new AwsException(400, "MissingAuthenticationTokenException", "Missing Authentication Token");
            }

            policies.Demand(who, [("cognito-idp:" + operation, call.Pool.Arn)]);
        }
        else if (!Open.TryGetValue(operation, out handle))
        {
            throw new AwsException(400, "UnknownOperationException", $"LocalCloud does not implement cognito-idp:{operation}.");
        }

        var pool = body.ContainsKey("UserPoolId") ? call.Pool
            : body.Str("ClientId") is { } client ? cognito.Client(client).Pool
            : cognito.PoolOfToken(call.Require("AccessToken"));
        lock (pool.Gate)
        {
            var answer = handle(call);
            events.Add("cognito", operation);
            return new WireResponse(200, [new("content-type", "application/x-amz-json-1.1")], Json.Bytes(answer));
        }
    }

    private WireResponse WellKnown(string path)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var pool = cognito.Pool(parts[0]);
        var body = parts[^1] == "jwks.json"
            ? pool.Key.JwkSet()
            : new JsonObject
            {
                ["issuer"] = pool.Issuer,
                ["jwks_uri"] = pool.Issuer + "/.well-known/jwks.json",
                ["id_token_signing_alg_values_supported"] = new JsonArray("RS256"),
            };
        return new WireResponse(200, [new("content-type", "application/json")], Json.Bytes(body));
    }
}
