using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Ooak.EndToEnd.Tests;

/// <summary>A push service that answers as it is told and counts what it accepted; it reads nothing.</summary>
internal sealed class CountingPushService : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, (int Asked, int Accepted)> _counts = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Queue<int>> _answers = new(StringComparer.Ordinal);

    private CountingPushService(WebApplication app) => _app = app;

    public string Origin => _app.Urls.Single();

    public static async Task<CountingPushService> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var service = new CountingPushService(app);
        app.MapPost("/{browser}", (string browser, HttpContext context) =>
        {
            var status = service._answers.TryGetValue(browser, out var queue) && queue.TryDequeue(out var next) ? next : 201;
            var accepted = status == 201 ? 1 : 0;
            service._counts.AddOrUpdate(browser, (1, accepted), (_, count) => (count.Asked + 1, count.Accepted + accepted));
            if (status == 429)
            {
                context.Response.Headers.RetryAfter = "1";
            }

            context.Response.StatusCode = status;
        });
        await app.StartAsync();
        return service;
    }

    public int Asked(string browser) => _counts.GetValueOrDefault(browser).Asked;

    public int Accepted(string browser) => _counts.GetValueOrDefault(browser).Accepted;

    /// <summary>A subscription; its first messages are answered with these, all others with 201.</summary>
    public (string Browser, JsonObject Subscription) Subscribe(string serverKey, params int[] answers)
    {
        var browser = Guid.NewGuid().ToString("N");
        _answers[browser] = new Queue<int>(answers);
        using var keys = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        var point = keys.ExportParameters(includePrivateParameters: false).Q;
        return (browser, new JsonObject
        {
            ["endpoint"] = $"{Origin}/{browser}",
            ["keys"] = new JsonObject
            {
                ["p256dh"] = Base64Url.EncodeToString([4, .. point.X!, .. point.Y!]),
                ["auth"] = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16)),
            },
            ["serverKey"] = serverKey,
        });
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
