using System.Buffers;
using System.Security.Claims;
using System.Text;
using Amazon.Lambda.Core;
using Microsoft.AspNetCore.Http.Features;

namespace Ooak.Lambdas.TestFunction;

/// <summary>Echoes what ASP.NET Core saw; the paths below <c>/do</c> each answer in a way that a bridge can get wrong.</summary>
internal static class HttpFunction
{
    private static readonly List<string> Happened = [];

    internal static async Task RunAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddConsole();
        builder.Services.AddScoped<Scoped>();
        builder.Services.AddAWSLambdaHosting(
            LambdaEventSource.HttpApi,
            options => options.IncludeUnhandledExceptionDetailInResponse = Environment.GetEnvironmentVariable("TEST_DETAIL") == "1");
        await using var app = builder.Build();
        app.UseRouting();

        app.Map("/do/cookies", (HttpContext context) =>
        {
            context.Response.Cookies.Append("a", "1", new CookieOptions { Expires = DateTimeOffset.UnixEpoch.AddYears(80), HttpOnly = true });
            context.Response.Cookies.Append("b", "2", new CookieOptions { Path = "/api/auth", Secure = true });
            context.Response.Headers.Append("X-List", "one");
            context.Response.Headers.Append("X-List", "two");
            return Results.Text("set");
        });
        app.Map("/do/binary", () => Results.Bytes([.. Enumerable.Range(0, 256).Select(i => (byte)i)], "application/octet-stream"));
        app.Map("/do/compressed", (HttpContext context) =>
        {
            context.Response.Headers.ContentEncoding = "br";
            return Results.Text("looks like text");
        });
        app.Map("/do/not-utf8", () => Results.Bytes([0x66, 0xFF, 0xFE], "text/plain"));
        app.Map("/do/text", (string type) => Results.Text(Samples.Text, type, Encoding.UTF8));
        app.Map("/do/bind", (Bound bound) => Results.Json(bound));
        app.Map("/do/form", async Task<IResult> (HttpContext context) =>
            Results.Text((await context.Request.ReadFormAsync())["field"]));
        app.Map("/do/nothing", () => Results.NoContent());
        app.Map("/do/throw", IResult (HttpContext context) =>
        {
            context.Response.OnStarting(() =>
            {
                context.Response.Headers["X-Half"] = "1";
                return Task.CompletedTask;
            });
            throw new InvalidOperationException("secret detail");
        });
        app.Map("/do/throw-late", async (HttpContext context) =>
        {
            context.Response.StatusCode = 201;
            context.Response.Headers["X-Half"] = "1";
            context.Response.Cookies.Append("half", "1");
            await context.Response.WriteAsync("half");
            throw new InvalidOperationException("late");
        });
        app.Map("/do/bad", IResult () => throw new BadHttpRequestException("too large", 413));
        app.Map("/do/wait", async (HttpContext context) =>
        {
            Happened.Clear();
            var lambda = (ILambdaContext)context.Items["LambdaContext"]!;
            try
            {
                await Task.Delay(Timeout.Infinite, context.RequestAborted);
            }
            catch (OperationCanceledException)
            {
                Happened.Add(lambda.RemainingTime > TimeSpan.Zero ? "in-time" : "late");
                throw;
            }
        });
        app.Map("/do/abort", async (HttpContext context) =>
        {
            context.Abort();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        app.Map("/do/happened", () => string.Join(' ', Happened));
        app.Map("/do/remaining", (HttpContext context) =>
            ((ILambdaContext)context.Items["LambdaContext"]!).RemainingTime.TotalMilliseconds.ToString("F0"));
        app.Map("/do/dirty", async (HttpContext context, Scoped scoped) =>
        {
            context.Items["dirt"] = scoped;
            context.User = new ClaimsPrincipal(new ClaimsIdentity([new Claim("sub", "dirt")], "Dirt"));
            context.Features.Set(new Dirt());
            context.Features.Set<IHttpRequestFeature>(new HttpRequestFeature { Path = "/dirt", Method = "DIRT" });
            context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(new MemoryStream()));
            context.Response.StatusCode = 418;
            context.Response.Headers["X-Dirt"] = "1";
            context.Response.Cookies.Append("dirt", "1");
            context.Response.OnStarting(() =>
            {
                context.Response.Headers["X-Dirt-Starting"] = "1";
                return Task.CompletedTask;
            });
            context.Response.OnCompleted(() =>
            {
                Happened.Add("dirt-completed");
                return Task.CompletedTask;
            });
            await context.Response.WriteAsync("dirt");
        });
        app.Map("/do/pieces", async (HttpContext context) =>
        {
            for (var i = 0; i < 5; i++)
            {
                await context.Response.WriteAsync($"piece {i};");
                await context.Response.Body.FlushAsync();
                context.Response.BodyWriter.Write(Encoding.UTF8.GetBytes("written;"));
                await context.Response.BodyWriter.FlushAsync();
            }
        });
        app.Map("/do/callbacks", async (HttpContext context, Scoped scoped) =>
        {
            Happened.Clear();
            scoped.Happened = Happened;
            foreach (var name in (string[])["first", "second"])
            {
                context.Response.OnStarting(() =>
                {
                    Happened.Add($"starting-{name}");
                    context.Response.Headers["X-Starting"] = name;
                    return Task.CompletedTask;
                });
                context.Response.OnCompleted(() =>
                {
                    Happened.Add($"completed-{name}");
                    return name == "second" ? throw new InvalidOperationException("callback") : Task.CompletedTask;
                });
            }

            var before = context.Response.HasStarted;
            await context.Response.WriteAsync("body");
            Happened.Add($"started-{before}-{context.Response.HasStarted}");
        });
        app.Map("/do/callbacks-without-body", (HttpContext context) => context.Response.OnStarting(() =>
        {
            context.Response.Headers["X-Starting"] = "yes";
            context.Response.StatusCode = 202;
            return Task.CompletedTask;
        }));
        app.Map("/do/large", () => Results.Text(new string('x', 5 * 1024 * 1024)));
        app.Map("/do/trace", () => Environment.GetEnvironmentVariable("_X_AMZN_TRACE_ID") ?? "(none)");
        app.MapFallback(EchoAsync);
        await app.RunAsync();
    }

    private static async Task EchoAsync(HttpContext context)
    {
        var request = context.Request;
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        await context.Response.WriteAsJsonAsync(new Echo(
            request.Method,
            request.Protocol,
            request.Scheme,
            request.Path.Value!,
            request.PathBase.Value!,
            context.Features.Get<IHttpRequestFeature>()!.RawTarget,
            request.Query.ToDictionary(q => q.Key, q => q.Value.ToArray()),
            request.Headers.ToDictionary(h => h.Key, h => h.Value.ToArray()),
            request.Cookies.ToDictionary(c => c.Key, c => c.Value),
            Convert.ToBase64String(body.ToArray()),
            context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody,
            context.User.Identity?.IsAuthenticated ?? false,
            [.. context.User.Claims.Select(c => $"{c.Type}={c.Value}")],
            context.Connection.RemoteIpAddress?.ToString(),
            context.TraceIdentifier,
            [.. context.Items.Keys.Select(k => k.ToString()!)],
            context.Features.Get<Dirt>() is not null));
    }

    private sealed class Dirt;

    private sealed record Bound(string Name, int Count);

    private sealed class Scoped : IAsyncDisposable
    {
        public List<string>? Happened { get; set; }

        public ValueTask DisposeAsync()
        {
            Happened?.Add("scope-disposed");
            return default;
        }
    }
}

/// <summary>A request as the application saw it.</summary>
internal sealed record Echo(
    string Method,
    string Protocol,
    string Scheme,
    string Path,
    string PathBase,
    string RawTarget,
    Dictionary<string, string?[]> Query,
    Dictionary<string, string?[]> Headers,
    Dictionary<string, string> Cookies,
    string Body,
    bool? CanHaveBody,
    bool Authenticated,
    string[] Claims,
    string? RemoteIp,
    string TraceIdentifier,
    string[] Items,
    bool Dirt);
