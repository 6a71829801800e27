using System.Text;
using Microsoft.AspNetCore.Http.Features;

namespace Ooak.LocalCloud;

/// <summary>One HTTP request as it came: path and query still percent-encoded, each header value on its own, the body read.</summary>
internal sealed record WireRequest(string Method, string Path, string Query, IReadOnlyList<KeyValuePair<string, string>> Headers, byte[] Body, string SourceIp)
{
    public string Protocol { get; init; } = "HTTP/1.1";

    public string? Header(string name)
    {
        var values = Values(name).ToList();
        return values.Count == 0 ? null : string.Join(",", values);
    }

    public IEnumerable<string> Values(string name) =>
        Headers.Where(h => h.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(h => h.Value);

    public WireRequest WithHeader(string name, string value) =>
        this with { Headers = [.. Headers.Where(h => !h.Key.Equals(name, StringComparison.OrdinalIgnoreCase)), new(name, value)] };

    public IEnumerable<KeyValuePair<string, string>> QueryPairs() => QueryString.Pairs(Query);

    public static async Task<WireRequest> ReadAsync(HttpContext context, CancellationToken cancellation)
    {
        var target = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
        var absolute = target.StartsWith("http", StringComparison.Ordinal) && Uri.TryCreate(target, UriKind.Absolute, out var uri);
        var path = absolute ? new Uri(target).PathAndQuery : target;
        var mark = path.IndexOf('?', StringComparison.Ordinal);
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, cancellation);
        var headers = context.Request.Headers
            .Where(h => !h.Key.StartsWith(':'))
            .SelectMany(h => h.Value.Select(v => KeyValuePair.Create(h.Key, v ?? "")))
            .ToList();
        return new WireRequest(
            context.Request.Method,
            mark < 0 ? path : path[..mark],
            mark < 0 ? "" : path[(mark + 1)..],
            headers,
            body.ToArray(),
            context.Connection.RemoteIpAddress?.MapToIPv4().ToString() ?? "127.0.0.1");
    }
}

/// <summary>One HTTP response.</summary>
internal sealed record WireResponse(int Status, IReadOnlyList<KeyValuePair<string, string>> Headers, byte[] Body)
{
    public static WireResponse Text(int status, string contentType, string body, params KeyValuePair<string, string>[] headers) =>
        new(status, [new("content-type", contentType), .. headers], Encoding.UTF8.GetBytes(body));

    public string? Header(string name) =>
        Headers.Where(h => h.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(h => h.Value).FirstOrDefault();

    public WireResponse With(string name, string value) =>
        this with { Headers = [.. Headers.Where(h => !h.Key.Equals(name, StringComparison.OrdinalIgnoreCase)), new(name, value)] };

    public WireResponse Without(string name) =>
        this with { Headers = [.. Headers.Where(h => !h.Key.Equals(name, StringComparison.OrdinalIgnoreCase))] };

    public async Task WriteAsync(HttpContext context)
    {
        context.Response.StatusCode = Status;
        foreach (var group in Headers.GroupBy(h => h.Key, h => h.Value, StringComparer.OrdinalIgnoreCase))
        {
            if (!group.Key.Equals("content-length", StringComparison.OrdinalIgnoreCase) && !group.Key.Equals("transfer-encoding", StringComparison.OrdinalIgnoreCase))
            {
                context.Response.Headers[group.Key] = group.ToArray();
            }
        }

        if (context.Request.Method == "HEAD")
        {
            if (Header("content-length") is { } length)
            {
                context.Response.Headers.ContentLength = long.Parse(length);
            }

            return;
        }

        if (Status is not (204 or 304))
        {
            context.Response.ContentLength = Body.Length;
            await context.Response.Body.WriteAsync(Body, context.RequestAborted);
        }
    }
}
