using System.Text.Json.Nodes;
using Microsoft.IdentityModel.Tokens;
using Ooak.LocalCloud.Cognito.Operations;
using Ooak.LocalCloud.Cognito.Passkeys;
using Ooak.LocalCloud.Template;

namespace Ooak.LocalCloud.Cognito;

/// <summary>All user pools of the stack.</summary>
internal sealed class CognitoService : IDisposable
{
    private readonly Dictionary<string, UserPool> _pools;

    public CognitoService(Stack stack, LocalCloudOptions options, CognitoDelivery delivery, LocalAddresses addresses)
    {
        _pools = stack.OfType("AWS::Cognito::UserPool").Select(p => new UserPool(p, stack, options, addresses)).ToDictionary(p => p.Id, StringComparer.Ordinal);
        Delivery = delivery;
        Sessions = new AuthSessions(options.Clock);
        Registrations = new PasskeyRegistrations(options.Clock);
        foreach (var user in stack.OfType("AWS::Cognito::UserPoolUser"))
        {
            CreateOnce(user);
        }

        foreach (var attachment in stack.OfType("AWS::Cognito::UserPoolUserToGroupAttachment"))
        {
            var pool = _pools[attachment.Properties.Require("UserPoolId")];
            if (pool.Find(attachment.Properties.Require("Username")) is { } user && user.Groups.Add(attachment.Properties.Require("GroupName")))
            {
                pool.Save(user);
            }
        }
    }

    public CognitoDelivery Delivery { get; }

    public AuthSessions Sessions { get; }

    public PasskeyRegistrations Registrations { get; }

    public IEnumerable<UserPool> Pools => _pools.Values;

    public UserPool Pool(string id) =>
        _pools.GetValueOrDefault(id) ?? throw CognitoErrors.NotFound($"User pool {id} does not exist.");

    public (UserPool Pool, CognitoClient Client) Client(string id) =>
        _pools.Values.Where(p => p.Clients.ContainsKey(id)).Select(p => ((UserPool, CognitoClient)?)(p, p.Clients[id])).FirstOrDefault()
            ?? throw CognitoErrors.NotFound($"User pool client {id} does not exist.");

    public UserPool PoolOfToken(string accessToken) =>
        _pools.Values.FirstOrDefault(p => p.Issuer == CognitoTokens.IssuerOf(accessToken)) ?? throw CognitoErrors.NotAuthorized("Invalid Access Token");

    /// <summary>The keys of an issuer, as its JWK set publishes them; null where this cloud has no such pool.</summary>
    public IEnumerable<SecurityKey>? KeysOf(string issuer) =>
        _pools.Values.FirstOrDefault(p => p.Issuer == issuer) is { } pool ? [pool.Key.Public] : null;

    public void Dispose()
    {
        foreach (var pool in _pools.Values)
        {
            pool.Dispose();
        }
    }

    private void CreateOnce(Resource user)
    {
        var pool = _pools[user.Properties.Require("UserPoolId")];
        if (pool.Find(user.Properties.Require("Username")) is null)
        {
            var request = new JsonObject { ["UserPoolId"] = pool.Id };
            foreach (var name in new[] { "Username", "UserAttributes", "DesiredDeliveryMediums", "MessageAction" })
            {
                request[name] = user.Properties[name]?.DeepClone();
            }

            AdminCreateUser.Handle(new CognitoCall(this, request));
        }
    }
}

/// <summary>One call of an operation.</summary>
internal sealed record CognitoCall(CognitoService Cognito, JsonObject Request)
{
    public UserPool Pool => Cognito.Pool(Require("UserPoolId"));

    /// <summary>Who makes a call that an access token authorizes.</summary>
    public SignedIn Caller() => CognitoTokens.SignedIn(Cognito.PoolOfToken(Require("AccessToken")), Require("AccessToken"));

    public string Require(string name) => Request.Str(name)
        ?? throw CognitoErrors.InvalidParameter($"1 validation error detected: Value null at '{char.ToLowerInvariant(name[0]) + name[1..]}' failed to satisfy constraint: Member must not be null");
}
