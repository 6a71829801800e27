using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Ooak.Lambdas.Tests.Wire;

/// <summary>A server that keeps what it was sent and answers from a list, the last answer again and again.</summary>
internal sealed class Recorder : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly Canned[] answers;
    private readonly ConcurrentQueue<Recorded> requests = new();
    private int answered;

    private Recorder(WebApplication app, Canned[] answers)
    {
        this.app = app;
        this.answers = answers;
    }

    public string Url => app.Urls.Single();
    public IReadOnlyList<Recorded> Requests => [.. requests];

    public static async Task<Recorder> StartAsync(params Canned[] answers)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.Configure<KestrelServerOptions>(options => options.Listen(IPAddress.Loopback, 0));
        var recorder = new Recorder(builder.Build(), answers);
        recorder.app.Run(recorder.ServeAsync);
        await recorder.app.StartAsync();
        return recorder;
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private async Task ServeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        requests.Enqueue(new Recorded(
            context.Request.Method,
            context.Features.Get<IHttpRequestFeature>()!.RawTarget,
            context.Request.Headers.ToDictionary(h => h.Key.ToLowerInvariant(), h => h.Value.ToString(), StringComparer.Ordinal),
            body.ToArray()));
        var answer = answers[Math.Min(Interlocked.Increment(ref answered), answers.Length) - 1];
        context.Response.StatusCode = answer.Status;
        foreach (var (name, value) in answer.Headers)
        {
            context.Response.Headers[name] = value;
        }

        var bytes = Encoding.UTF8.GetBytes(answer.Body);
        context.Response.ContentLength = bytes.Length;
        await context.Response.Body.WriteAsync(bytes);
    }
}

/// <summary>An answer of a service.</summary>
internal sealed record Canned(int Status, string Body, params (string Name, string Value)[] Headers)
{
    public static Canned Json(int status, string body, params (string Name, string Value)[] headers) =>
        new(status, body, [("Content-Type", "application/x-amz-json-1.1"), ("x-amzn-RequestId", "request-7"), .. headers]);

    public static Canned Xml(int status, string body) => new(status, body, ("Content-Type", "text/xml"), ("x-amzn-RequestId", "request-7"));

    public static Canned Html(int status) =>
        new(status, "<!DOCTYPE html><html><head><title>Oops</title></head><body><hr>Bad gateway</body></html>", ("Content-Type", "text/html"));
}

/// <summary>A request as it was on the wire.</summary>
internal sealed record Recorded(string Method, string Target, Dictionary<string, string> Headers, byte[] Body)
{
    public string Path => Target.Split('?')[0];

    public string? Header(string name) => Headers.GetValueOrDefault(name);

    /// <summary>The media type without its parameters.</summary>
    public string? ContentType => Header("content-type")?.Split(';')[0];

    public Signature? Signature => Header("authorization") is { } authorization ? Signature.Parse(authorization) : null;

    /// <summary>The body by its meaning: field order and escapes do not count.</summary>
    public string Meaning => ContentType switch
    {
        "application/x-amz-json-1.1" or "application/json" => Sorted(JsonNode.Parse(Body))!.ToJsonString(),
        "application/x-www-form-urlencoded" => string.Join(
            '\n', QueryHelpers.ParseQuery(Encoding.UTF8.GetString(Body)).OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key}={p.Value}")),
        _ => Convert.ToBase64String(Body),
    };

    internal static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject o => new JsonObject(o.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => KeyValuePair.Create(p.Key, Sorted(p.Value)))),
        JsonArray a => new JsonArray([.. a.Select(Sorted)]),
        _ => node?.DeepClone(),
    };
}

/// <summary>A SigV4 Authorization header (https://docs.aws.amazon.com/IAM/latest/UserGuide/create-signed-request.html).</summary>
internal sealed record Signature(string AccessKey, string Date, string Region, string Service, string[] SignedHeaders, string Value)
{
    public static Signature Parse(string authorization)
    {
        authorization.ShouldStartWith("AWS4-HMAC-SHA256 ");
        var parts = authorization["AWS4-HMAC-SHA256 ".Length..].Split(',', StringSplitOptions.TrimEntries)
            .Select(p => p.Split('=', 2)).ToDictionary(p => p[0], p => p[1], StringComparer.Ordinal);
        var scope = parts["Credential"].Split('/');
        scope[4].ShouldBe("aws4_request");
        return new Signature(scope[0], scope[1], scope[2], scope[3], parts["SignedHeaders"].Split(';'), parts["Signature"]);
    }
}
