using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Ooak.Lambdas.Push;
using Ooak.Lambdas.Tests.Identity;

namespace Ooak.Lambdas.Tests.Push;

public sealed class ClientTests : IAsyncLifetime
{
    private readonly FakeClock _clock = new();
    private readonly VapidKey _key = VapidKey.Create();
    private readonly List<(string Path, IHeaderDictionary Headers, int Length)> _received = [];
    private WebApplication _service = null!;
    private string _origin = "";

    /// <summary>A push service that answers with the status in the path.</summary>
    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _service = builder.Build();
        _service.MapPost("/{status:int}", async (int status, HttpContext context) =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            _received.Add((context.Request.Path, new HeaderDictionary(context.Request.Headers.ToDictionary()), (int)body.Length));
            context.Response.Headers.RetryAfter = context.Request.Query["retryAfter"];
            context.Response.Headers.Location = $"{_origin}/201";
            context.Response.StatusCode = status;
        });
        await _service.StartAsync();
        _origin = _service.Urls.Single();
    }

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        _key.Dispose();
    }

    [Fact]
    public async Task A_message_says_how_long_how_urgent_and_about_what()
    {
        (await SendAsync($"{_origin}/201")).ShouldBe(new PushResult(PushOutcome.Delivered, 201));

        var (_, headers, length) = _received.ShouldHaveSingleItem();
        headers["TTL"].ToString().ShouldBe("3600");
        headers["Urgency"].ToString().ShouldBe("high");
        headers["Topic"].ToString().ShouldMatch("^[A-Za-z0-9_-]{32}$");
        headers["Content-Encoding"].ToString().ShouldBe("aes128gcm");
        headers.Authorization.ToString().ShouldStartWith("vapid t=");
        headers.Authorization.ToString().ShouldEndWith(", k=" + _key.PublicKey);
        length.ShouldBe(86 + 5 + 1 + 16);
    }

    [Theory]
    [InlineData(200, nameof(PushOutcome.Delivered))]
    [InlineData(202, nameof(PushOutcome.Delivered))]
    [InlineData(404, nameof(PushOutcome.Gone))]
    [InlineData(410, nameof(PushOutcome.Gone))]
    [InlineData(429, nameof(PushOutcome.Later))]
    [InlineData(500, nameof(PushOutcome.Later))]
    [InlineData(503, nameof(PushOutcome.Later))]
    [InlineData(400, nameof(PushOutcome.Refused))]
    [InlineData(403, nameof(PushOutcome.Refused))]
    [InlineData(413, nameof(PushOutcome.Refused))]
    [InlineData(301, nameof(PushOutcome.Refused))]
    [InlineData(307, nameof(PushOutcome.Refused))]
    public async Task An_answer_means(int status, string outcome)
    {
        (await SendAsync($"{_origin}/{status}")).ShouldBe(new PushResult(Enum.Parse<PushOutcome>(outcome), status));

        // A redirect is followed nowhere.
        _received.Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_push_service_says_how_long_to_wait()
    {
        (await SendAsync($"{_origin}/429?retryAfter=120")).RetryAfter.ShouldBe(TimeSpan.FromSeconds(120));
        (await SendAsync($"{_origin}/503?retryAfter={Uri.EscapeDataString(_clock.Now.AddMinutes(3).ToString("R"))}")).RetryAfter.ShouldBe(TimeSpan.FromMinutes(3));
        (await SendAsync($"{_origin}/503?retryAfter=soon")).RetryAfter.ShouldBeNull();
    }

    [Fact]
    public async Task Nobody_listening_is_a_reason_to_try_again()
    {
        await _service.StopAsync();

        (await SendAsync($"{_origin}/201")).Outcome.ShouldBe(PushOutcome.Later);
    }

    [Fact]
    public async Task A_subscription_that_no_longer_may_be_sent_to_is_not()
    {
        using var strict = Client(new PushHosts([]), (_, _) => throw new InvalidOperationException("Not even looked up."));

        (await strict.SendAsync(Subscription($"{_origin}/201", _key.PublicKey), Message, CancellationToken.None)).Outcome.ShouldBe(PushOutcome.Refused);
        _received.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    [InlineData("10.0.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("142.250.74.10 127.0.0.1")]
    public async Task A_known_name_that_leads_home_is_refused(string addresses)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var client = Client(new PushHosts([]), (_, _) => Task.FromResult<IPAddress[]>([.. addresses.Split(' ').Select(IPAddress.Parse)]));

        var result = await client.SendAsync(Subscription("https://fcm.googleapis.com/fcm/send/a", _key.PublicKey), Message, CancellationToken.None);

        result.Outcome.ShouldBe(PushOutcome.Refused);
        listener.Pending().ShouldBeFalse();
    }

    [Fact]
    public async Task A_subscription_for_a_key_that_is_no_more_is_gone()
    {
        using var other = VapidKey.Create();
        using var client = Client(new PushHosts([_origin]), Dns.GetHostAddressesAsync);

        (await client.SendAsync(Subscription($"{_origin}/201", other.PublicKey), Message, CancellationToken.None)).Outcome.ShouldBe(PushOutcome.Gone);
        _received.ShouldBeEmpty();
    }

    private static PushMessage Message { get; } = new([.. "hello"u8], TimeSpan.FromHours(1), Urgency.High, "target");

    private async Task<PushResult> SendAsync(string endpoint)
    {
        using var client = Client(new PushHosts([_origin]), Dns.GetHostAddressesAsync);
        return await client.SendAsync(Subscription(endpoint, _key.PublicKey), Message, CancellationToken.None);
    }

    private PushClient Client(PushHosts hosts, Func<string, CancellationToken, Task<IPAddress[]>> resolve) =>
        new(hosts, (key, _) => Task.FromResult(key == _key.PublicKey ? _key : null), "https://calls.example.com", _clock, resolve);

    private PushSubscription Subscription(string endpoint, string serverKey)
    {
        using var browser = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        var point = Base64Url.EncodeToString(Points.Encode(browser.ExportParameters(false).Q));
        return new("0197a000-0000-7000-8000-0000000000e1", endpoint, point, Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16)), serverKey, _clock.Now);
    }
}
