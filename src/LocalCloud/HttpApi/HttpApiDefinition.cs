using System.Text.Json.Nodes;
using Microsoft.IdentityModel.Tokens;
using Ooak.LocalCloud.Template;

namespace Ooak.LocalCloud.HttpApi;

/// <summary>One HTTP API of the template: stages, routes, integrations, authorizers.</summary>
internal sealed class HttpApiDefinition
{
    private readonly Dictionary<string, Resource> _stages;

    public HttpApiDefinition(Resource api, Stack stack, Func<string, IEnumerable<SecurityKey>?> keysOfIssuer, TimeProvider clock)
    {
        Id = api.PhysicalId;
        Account = stack.Account;
        Domain = $"{api.PhysicalId}.execute-api.{stack.Region}.amazonaws.com";
        IEnumerable<Resource> Mine(string type) => stack.OfType(type).Where(r => r.Str("ApiId") == api.PhysicalId);
        _stages = Mine("AWS::ApiGatewayV2::Stage").ToDictionary(s => s.PhysicalId, StringComparer.Ordinal);
        Throttles = _stages.ToDictionary(s => s.Key, s => Throttle.From(s.Value.Obj("DefaultRouteSettings")), StringComparer.Ordinal);
        Integrations = Mine("AWS::ApiGatewayV2::Integration").ToDictionary(i => i.PhysicalId, Checked, StringComparer.Ordinal);
        Authorizers = Mine("AWS::ApiGatewayV2::Authorizer").ToDictionary(a => a.PhysicalId, a => Authorizer(a, keysOfIssuer, clock), StringComparer.Ordinal);
        Routes = new RouteTable([.. Mine("AWS::ApiGatewayV2::Route").Select(Route)]);
    }

    public string Id { get; }

    public string Account { get; }

    public string Domain { get; }

    public RouteTable Routes { get; }

    public IReadOnlyDictionary<string, Resource> Integrations { get; }

    public IReadOnlyDictionary<string, JwtAuthorizer> Authorizers { get; }

    public IReadOnlyDictionary<string, Throttle> Throttles { get; }

    /// <summary>The stage that a path names by its first segment, else <c>$default</c>; null when neither exists.</summary>
    public string? StageOf(string path)
    {
        var first = path.Split('/', 3) is { Length: > 1 } parts ? parts[1] : "";
        return _stages.ContainsKey(first) ? first : _stages.ContainsKey("$default") ? "$default" : null;
    }

    public JsonObject? StageVariables(string stage) => _stages[stage].Obj("StageVariables");

    private static HttpRoute Route(Resource route)
    {
        var type = route.Str("AuthorizationType") ?? "NONE";
        return type is "NONE" or "JWT"
            ? HttpRoute.Of(route.Properties.Require("RouteKey"), route.Properties.Require("Target").Split('/')[^1], type == "JWT" ? route.Properties.Require("AuthorizerId") : null, [.. route.Strings("AuthorizationScopes")])
            : throw new LocalCloudException($"route {route.LogicalId} uses authorization {type}, which LocalCloud does not know");
    }

    private static Resource Checked(Resource integration) =>
        integration.Str("IntegrationType") == "AWS_PROXY" && integration.Str("PayloadFormatVersion") == "2.0"
            ? integration
            : throw new LocalCloudException($"integration {integration.LogicalId} is not AWS_PROXY with payload format 2.0");

    private static JwtAuthorizer Authorizer(Resource authorizer, Func<string, IEnumerable<SecurityKey>?> keysOfIssuer, TimeProvider clock)
    {
        var source = authorizer.Strings("IdentitySource").FirstOrDefault();
        if (authorizer.Str("AuthorizerType") != "JWT" || !string.Equals(source, "$request.header.Authorization", StringComparison.OrdinalIgnoreCase))
        {
            throw new LocalCloudException($"authorizer {authorizer.LogicalId} is not a JWT authorizer over the Authorization header");
        }

        var jwt = authorizer.Obj("JwtConfiguration");
        return new JwtAuthorizer(jwt.Require("Issuer"), [.. jwt.Strings("Audience")], keysOfIssuer, clock);
    }
}
