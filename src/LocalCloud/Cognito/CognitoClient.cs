using System.Security.Cryptography;
using System.Text;
using Ooak.LocalCloud.Template;

namespace Ooak.LocalCloud.Cognito;

/// <summary>An app client of the template.</summary>
internal sealed class CognitoClient
{
    private readonly HashSet<string> _flows;

    public CognitoClient(Resource resource)
    {
        Id = resource.PhysicalId;
        Name = resource.Str("ClientName") ?? resource.LogicalId;
        PoolId = resource.Properties.Require("UserPoolId");
        Secret = resource.Properties.Bool("GenerateSecret")
            ? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("secret of " + resource.PhysicalId)))[..52]
            : null;
        _flows = [.. resource.Strings("ExplicitAuthFlows")];
        if (_flows.Count == 0)
        {
            _flows = ["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH", "ALLOW_CUSTOM_AUTH"];
        }

        var units = resource.Obj("TokenValidityUnits");
        AccessTokenLife = Life(resource.Properties.Int("AccessTokenValidity"), units.Str("AccessToken") ?? "hours", TimeSpan.FromHours(1));
        IdTokenLife = Life(resource.Properties.Int("IdTokenValidity"), units.Str("IdToken") ?? "hours", TimeSpan.FromHours(1));
        RefreshTokenLife = Life(resource.Properties.Int("RefreshTokenValidity"), units.Str("RefreshToken") ?? "days", TimeSpan.FromDays(30));
        SessionLife = TimeSpan.FromMinutes(resource.Properties.Int("AuthSessionValidity") ?? 3);
        HidesUsers = resource.Str("PreventUserExistenceErrors") == "ENABLED";
        RevocationEnabled = resource.Str("EnableTokenRevocation") != "false";
        var rotation = resource.Obj("RefreshTokenRotation");
        RotationGrace = rotation.Str("Feature") == "ENABLED" ? TimeSpan.FromSeconds(rotation.Int("RetryGracePeriodSeconds") ?? 0) : null;
    }

    public string Id { get; }

    public string Name { get; }

    public string PoolId { get; }

    public string? Secret { get; }

    public TimeSpan AccessTokenLife { get; }

    public TimeSpan IdTokenLife { get; }

    public TimeSpan RefreshTokenLife { get; }

    public TimeSpan SessionLife { get; }

    public bool HidesUsers { get; }

    public bool RevocationEnabled { get; }

    /// <summary>How long a rotated refresh token still works; null without rotation.</summary>
    public TimeSpan? RotationGrace { get; }

    public IReadOnlyCollection<string> ExplicitAuthFlows => _flows;

    public void DemandFlow(string flow)
    {
        if (!_flows.Contains("ALLOW_" + flow) && !_flows.Contains(flow))
        {
            throw CognitoErrors.InvalidParameter($"{flow} flow not enabled for this client");
        }
    }

    /// <summary>SECRET_HASH: Base64 of HMAC-SHA256 over user name and client id, keyed by the client secret.</summary>
    public void CheckSecretHash(string? hash, params string?[] usernames)
    {
        if (Secret is null)
        {
            return;
        }

        if (hash is null)
        {
            throw CognitoErrors.NotAuthorized($"Client {Id} is configured with secret but SECRET_HASH was not received");
        }

        if (!usernames.Any(name => name is not null && hash == SecretHash(name)))
        {
            throw CognitoErrors.NotAuthorized($"SecretHash does not match for the client: {Id}");
        }
    }

    /// <summary>Operations that take the secret itself.</summary>
    public void CheckSecret(string? secret)
    {
        if (Secret is not null && secret != Secret)
        {
            throw secret is null
                ? CognitoErrors.NotAuthorized($"Client {Id} is configured with secret but secret was not received")
                : CognitoErrors.NotAuthorized($"Client secret does not match for the client: {Id}");
        }
    }

    private string SecretHash(string username) =>
        Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret!), Encoding.UTF8.GetBytes(username + Id)));

    private static TimeSpan Life(int? number, string unit, TimeSpan otherwise) => number is not { } n || n == 0 ? otherwise : unit switch
    {
        "seconds" => TimeSpan.FromSeconds(n),
        "minutes" => TimeSpan.FromMinutes(n),
        "hours" => TimeSpan.FromHours(n),
        _ => TimeSpan.FromDays(n),
    };
}
