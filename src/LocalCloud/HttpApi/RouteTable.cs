namespace Ooak.LocalCloud.HttpApi;

/// <summary>One route of an HTTP API.</summary>
internal sealed record HttpRoute(string Key, string Method, string[] Segments, string IntegrationId, string? AuthorizerId, IReadOnlyList<string> Scopes)
{
    public bool IsDefault => Key == "$default";

    public bool IsGreedy => Segments is [.., var last] && last.EndsWith("+}", StringComparison.Ordinal);

    public static HttpRoute Of(string key, string integration, string? authorizer, IReadOnlyList<string> scopes)
    {
        if (key == "$default")
        {
            return new HttpRoute(key, "ANY", [], integration, authorizer, scopes);
        }

        var parts = key.Split(' ', 2);
        return new HttpRoute(key, parts[0], parts[1].Split('/', StringSplitOptions.RemoveEmptyEntries), integration, authorizer, scopes);
    }
}

/// <summary>Finds the most specific route: full match, then a greedy path variable, then <c>$default</c>.</summary>
/// <remarks>API Gateway Developer Guide, "Create routes for HTTP APIs", Routing API requests. A method beats ANY.</remarks>
internal sealed class RouteTable(IReadOnlyList<HttpRoute> routes)
{
    public (HttpRoute Route, Dictionary<string, string> Parameters)? Match(string method, string path)
    {
        var segments = path.Split('/').Skip(1).ToArray();
        if (segments is [.., ""])
        {
            segments = segments[..^1];
        }

        return routes
            .Where(r => !r.IsDefault && (r.Method == "ANY" || r.Method == method))
            .Select(r => (Route: r, Parameters: Bind(r, segments)))
            .Where(m => m.Parameters is not null)
            .OrderBy(m => m.Route.IsGreedy)
            .ThenByDescending(m => m.Route.IsGreedy ? m.Route.Segments.Length : 0)
            .ThenBy(m => string.Concat(m.Route.Segments.Select(s => IsVariable(s) ? '1' : '0')), StringComparer.Ordinal)
            .ThenBy(m => m.Route.Method == "ANY")
            .Select(m => ((HttpRoute, Dictionary<string, string>)?)(m.Route, m.Parameters!))
            .FirstOrDefault()
            ?? routes.Where(r => r.IsDefault).Select(r => ((HttpRoute, Dictionary<string, string>)?)(r, [])).FirstOrDefault();
    }

    private static Dictionary<string, string>? Bind(HttpRoute route, string[] path)
    {
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        var greedy = route.IsGreedy;
        if (greedy ? path.Length < route.Segments.Length : path.Length != route.Segments.Length)
        {
            return null;
        }

        for (var i = 0; i < route.Segments.Length; i++)
        {
            var segment = route.Segments[i];
            if (greedy && i == route.Segments.Length - 1)
            {
                parameters[segment[1..^2]] = string.Join('/', path[i..]);
            }
            else if (IsVariable(segment))
            {
                parameters[segment[1..^1]] = path[i];
            }
            else if (segment != path[i])
            {
                return null;
            }
        }

        return parameters;
    }

    private static bool IsVariable(string segment) => segment.StartsWith('{');
}
