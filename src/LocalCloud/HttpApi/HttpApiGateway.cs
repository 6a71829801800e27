using Ooak.LocalCloud.Lambda;

namespace Ooak.LocalCloud.HttpApi;

/// <summary>Serves one HTTP API: stage, route, throttle, authorizer, function, answer.</summary>
internal sealed class HttpApiGateway(HttpApiDefinition api, LambdaService lambda, string region, EventLog events)
{
    private const int BodyLimit = 10 * 1024 * 1024;
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(30);

    public HttpApiDefinition Api => api;

    public async Task<WireResponse> HandleAsync(WireRequest request, CancellationToken cancellation)
    {
        var requestId = Convert.ToBase64String(Guid.NewGuid().ToByteArray())[..15] + "=";
        var response = await Answer(request, requestId, cancellation);
        events.Add("http-api", $"{request.Method} {request.Path} → {response.Status}");
        return response.Header("apigw-requestid") is null ? response.With("apigw-requestid", requestId) : response;
    }

    private async Task<WireResponse> Answer(WireRequest request, string requestId, CancellationToken cancellation)
    {
        var path = Uri.UnescapeDataString(request.Path);
        if (api.StageOf(path) is not { } stage)
        {
            return HttpApiResponse.Message(404, "Not Found");
        }

        if (request.Body.Length > BodyLimit)
        {
            return HttpApiResponse.Message(413, "Request Entity Too Large");
        }

        // Routes match the path as sent, so that an encoded slash stays inside its segment; the values are handed over decoded.
        var routed = stage == "$default" ? request.Path : request.Path[(stage.Length + 1)..];
        if (api.Routes.Match(request.Method, routed.Length == 0 ? "/" : routed) is not { } match)
        {
            return HttpApiResponse.Message(404, "Not Found");
        }

        if (!api.Throttles[stage].Admit())
        {
            return HttpApiResponse.Message(429, "Too Many Requests");
        }

        JwtDecision? jwt = null;
        if (match.Route.AuthorizerId is { } authorizer)
        {
            jwt = await api.Authorizers[authorizer].DecideAsync(request.Header("authorization"), match.Route.Scopes);
            if (jwt.Status != 200)
            {
                return HttpApiResponse.Message(jwt.Status, jwt.Status == 401 ? "Unauthorized" : "Forbidden", new KeyValuePair<string, string>("www-authenticate", jwt.Challenge!));
            }
        }

        request = Proxied(request);
        var parameters = match.Parameters.ToDictionary(p => p.Key, p => Uri.UnescapeDataString(p.Value), StringComparer.Ordinal);
        var payload = Json.Bytes(HttpApiEvent.Build(request, api, stage, path, match.Route, parameters, jwt, requestId, DateTimeOffset.UtcNow));
        return payload.Length > LambdaService.SyncPayloadLimit
            ? HttpApiResponse.Message(413, "Request Entity Too Large")
            : await Invoke(match.Route, stage, payload, cancellation);
    }

    /// <summary>What API Gateway itself adds to a request's headers.</summary>
    private WireRequest Proxied(WireRequest request) => request
        .WithHeader("host", api.Domain)
        .WithHeader("x-forwarded-for", request.Header("x-forwarded-for") is { } chain ? chain + ", " + request.SourceIp : request.SourceIp)
        .WithHeader("x-forwarded-port", "443")
        .WithHeader("x-forwarded-proto", "https")
        .WithHeader("x-amzn-trace-id", $"Root=1-{DateTimeOffset.UtcNow.ToUnixTimeSeconds():x8}-{Guid.NewGuid().ToString("N")[..24]}");

    private async Task<WireResponse> Invoke(HttpRoute route, string stage, byte[] payload, CancellationToken cancellation)
    {
        var integration = api.Integrations[route.IntegrationId];
        var source = $"arn:aws:execute-api:{region}:{api.Account}:{api.Id}/{stage}/{(route.IsDefault ? "$default" : route.Method == "ANY" ? "*/" + string.Join('/', route.Segments) : route.Method + "/" + string.Join('/', route.Segments))}";
        var function = lambda.Find(integration.Properties.Require("IntegrationUri"));
        if (function is null || !lambda.MayInvoke(function, "apigateway.amazonaws.com", source))
        {
            events.Add("http-api", $"no AWS::Lambda::Permission lets {source} invoke {integration.Str("IntegrationUri")}");
            return HttpApiResponse.Message(500, "Internal Server Error");
        }

        var limit = integration.Properties.Int("TimeoutInMillis") is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : DefaultTimeout;
        try
        {
            // The function goes on after the gateway gives up, and after a caller hangs up, as in AWS.
            var result = await function.InvokeAsync(payload, CancellationToken.None).WaitAsync(limit, cancellation);
            var response = result.FunctionError is null && result.Payload.Length <= LambdaService.SyncPayloadLimit ? HttpApiResponse.Parse(result.Payload) : null;
            return response ?? HttpApiResponse.Message(500, "Internal Server Error");
        }
        catch (TimeoutException)
        {
            return HttpApiResponse.Message(503, "Service Unavailable");
        }
        catch (ObjectDisposedException)
        {
            return HttpApiResponse.Message(503, "Service Unavailable");
        }
    }
}
