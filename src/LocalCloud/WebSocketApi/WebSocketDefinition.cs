using Ooak.LocalCloud.Template;

namespace Ooak.LocalCloud.WebSocketApi;

/// <summary>One WebSocket API of the template.</summary>
internal sealed class WebSocketDefinition
{
    private readonly Dictionary<string, Resource> _routes;
    private readonly Dictionary<string, Resource> _integrations;

    public WebSocketDefinition(Resource api, Stack stack)
    {
        Id = api.PhysicalId;
        Account = stack.Account;
        Region = stack.Region;
        Domain = $"{api.PhysicalId}.execute-api.{stack.Region}.amazonaws.com";
        var selection = api.Str("RouteSelectionExpression") ?? "$request.body.action";
        if (!selection.StartsWith("$request.body.", StringComparison.Ordinal))
        {
            throw new LocalCloudException($"{api.LogicalId} selects routes by {selection}, which LocalCloud does not know");
        }

        RoutePath = selection["$request.body.".Length..].Split('.');
        IEnumerable<Resource> Mine(string type) => stack.OfType(type).Where(r => r.Str("ApiId") == api.PhysicalId);
        Stages = [.. Mine("AWS::ApiGatewayV2::Stage").Select(s => s.PhysicalId)];
        _routes = Mine("AWS::ApiGatewayV2::Route").ToDictionary(r => r.Properties.Require("RouteKey"), Checked, StringComparer.Ordinal);
        _integrations = Mine("AWS::ApiGatewayV2::Integration").ToDictionary(i => i.PhysicalId, StringComparer.Ordinal);
    }

    public string Id { get; }

    public string Account { get; }

    public string Region { get; }

    public string Domain { get; }

    public IReadOnlyList<string> RoutePath { get; }

    public IReadOnlyList<string> Stages { get; }

    public Resource? Route(string key) => _routes.GetValueOrDefault(key);

    public string FunctionOf(Resource route) => _integrations[route.Properties.Require("Target").Split('/')[^1]].Properties.Require("IntegrationUri");

    private static Resource Checked(Resource route) =>
        route.Str("AuthorizationType") is null or "NONE" ? route : throw new LocalCloudException($"WebSocket route {route.LogicalId} uses an authorizer, which LocalCloud does not run");
}
