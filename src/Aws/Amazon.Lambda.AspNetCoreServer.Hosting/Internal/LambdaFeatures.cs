using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Hosting.Server.Abstractions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Features.Authentication;

namespace Amazon.Lambda.AspNetCoreServer.Hosting.Internal;

/// <summary>The request side of one invocation as ASP.NET Core's features. The response side is in the other part.</summary>
internal sealed partial class LambdaFeatures<TContext> :
    IRequestSink,
    IHostContextContainer<TContext>,
    IHttpRequestFeature,
    IHttpRequestBodyDetectionFeature,
    IHttpRequestLifetimeFeature,
    IHttpRequestIdentifierFeature,
    IHttpConnectionFeature,
    IHttpAuthenticationFeature,
    IItemsFeature
    where TContext : notnull
{
    private readonly HeaderDictionary requestHeaders = [];

    TContext? IHostContextContainer<TContext>.HostContext { get; set; }

    public IHeaderDictionary RequestHeaders => requestHeaders;
    public string Method { get; set; } = "GET";
    public string Protocol { get; set; } = "HTTP/1.1";
    public string TraceIdentifier { get; set; } = "";
    public IPAddress? RemoteIpAddress { get; set; }
    public ClaimsPrincipal? User { get; set; }
    public string Scheme { get; set; } = "https";
    public string PathBase { get; set; } = "";
    public string Path { get; set; } = "/";
    public string QueryString { get; set; } = "";
    public string RawTarget { get; set; } = "/";
    public IDictionary<object, object?> Items { get; set; } = new Dictionary<object, object?>();
    public CancellationToken RequestAborted { get; set; }
    public bool CanHaveBody { get; private set; }

    IHeaderDictionary IHttpRequestFeature.Headers
    {
        get => requestHeaders;
        set => throw new NotSupportedException("Request headers are the event's.");
    }

    Stream IHttpRequestFeature.Body { get; set; } = Stream.Null;

    string IHttpConnectionFeature.ConnectionId { get; set; } = "";
    IPAddress? IHttpConnectionFeature.LocalIpAddress { get; set; }
    int IHttpConnectionFeature.RemotePort { get; set; }
    int IHttpConnectionFeature.LocalPort { get; set; }

    public void Abort() => throw new OperationCanceledException("The application aborted the request.");

    public void SetTarget(string rawPath, string rawQuery, string stage)
    {
        var path = rawPath;
        PathBase = "";
        if (stage.Length > 0 && stage != "$default" && IsFirstSegment(path, stage))
        {
            PathBase = "/" + stage;
            path = path[(stage.Length + 1)..];
        }

        // ASP.NET Core decodes no NUL and throws; a path that has one stays as it was sent, and leads nowhere.
        Path = path.Length == 0 ? "/" : PathString.FromUriComponent(path.Replace("%00", "%2500", StringComparison.Ordinal)).Value!;
        QueryString = rawQuery.Length == 0 ? "" : "?" + rawQuery;
        RawTarget = rawPath + QueryString;
    }

    public void SetBody(byte[] body)
    {
        ((IHttpRequestFeature)this).Body = new MemoryStream(body, writable: false);
        CanHaveBody = body.Length > 0;
    }

    public void Reset()
    {
        requestHeaders.Clear();
        Method = "GET";
        Protocol = "HTTP/1.1";
        TraceIdentifier = "";
        RemoteIpAddress = null;
        User = null;
        Scheme = "https";
        Items.Clear();
        CanHaveBody = false;
        ((IHttpRequestFeature)this).Body = Stream.Null;
        ResetResponse();
        overrides?.Clear();
        Revision++;
    }

    // "/apis" is not in stage "api".
    private static bool IsFirstSegment(string path, string stage) =>
        path.Length > stage.Length
        && path[0] == '/'
        && path.AsSpan(1).StartsWith(stage, StringComparison.Ordinal)
        && (path.Length == stage.Length + 1 || path[stage.Length + 1] == '/');
}
