using System.Text.Json;
using Ooak.Lambdas.Tests.Runtime;

namespace Ooak.Lambdas.Tests.Hosting;

[CollectionDefinition(Name)]
public sealed class HttpFunctionCollection : ICollectionFixture<HttpFunction>
{
    public const string Name = "HTTP function";
}

/// <summary>One process of the HTTP test function for all tests: what leaks from one invocation, another sees.</summary>
public sealed class HttpFunction : IAsyncLifetime
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    private TestFunction function = null!;

    public async ValueTask InitializeAsync() => function = await TestFunction.StartAsync("http");

    public async ValueTask DisposeAsync() => await function.DisposeAsync();

    internal async Task<HttpAnswer> SendAsync(HttpEvent request, TimeSpan? time = null) => await SendAsync(request.ToString(), time);

    internal async Task<HttpAnswer> SendAsync(string json, TimeSpan? time = null, string? traceId = null)
    {
        var answer = await function.InvokeAsync(json, time, traceId);
        answer.Failed.ShouldBeFalse(answer.Body);
        answer.ContentType.ShouldBe("application/json");
        return new HttpAnswer(answer.Json);
    }

    internal Task<Answer> InvokeAsync(string payload) => function.InvokeAsync(payload);

    internal async Task<Echo> EchoAsync(HttpEvent request) => await EchoAsync(request.ToString());

    internal async Task<Echo> EchoAsync(string json)
    {
        var answer = await SendAsync(json);
        answer.Status.ShouldBe(200, answer.Text);
        return JsonSerializer.Deserialize<Echo>(answer.Text, Web)!;
    }
}

/// <summary>A request as the test function saw it.</summary>
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
    bool Dirt)
{
    public byte[] BodyBytes => Convert.FromBase64String(Body);
}
