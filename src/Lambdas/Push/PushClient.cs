using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Ooak.Lambdas.Functions;

namespace Ooak.Lambdas.Push;

/// <summary>How urgent a message is to a phone that saves its battery (RFC 8030 §5.3).</summary>
internal enum Urgency
{
    Low,
    Normal,
    High,
}

/// <param name="Text">At most <see cref="PushEncryption.MaximumText"/> bytes.</param>
/// <param name="TimeToLive">How long the push service keeps it for a phone that is off.</param>
/// <param name="Topic">A later message takes the place of one that was not delivered yet.</param>
internal sealed record PushMessage(byte[] Text, TimeSpan TimeToLive, Urgency Urgency, string Topic);

internal enum PushOutcome
{
    Delivered,

    /// <summary>404 or 410: the browser gave the subscription up.</summary>
    Gone,

    /// <summary>429, 5xx or no answer: try again.</summary>
    Later,

    /// <summary>Never like this.</summary>
    Refused,
}

/// <param name="RetryAfter">What the push service asks for, with <see cref="PushOutcome.Later"/>.</param>
internal sealed record PushResult(PushOutcome Outcome, int Status, TimeSpan? RetryAfter = null);

/// <summary>Sends messages to push services (RFC 8030).</summary>
internal sealed class PushClient : IDisposable
{
    /// <summary>RFC 8292 §2: within a day. Push services' clocks differ.</summary>
    private static readonly TimeSpan TokenLife = TimeSpan.FromHours(12);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    private readonly PushHosts _hosts;
    private readonly Func<string, CancellationToken, Task<VapidKey?>> _keys;
    private readonly string _subject;
    private readonly TimeProvider _time;
    private readonly HttpClient _http;

    public PushClient(PushHosts hosts, VapidStore keys, FunctionSettings settings, TimeProvider time)
        : this(hosts, keys.PairAsync, settings[FunctionSettings.SiteUrl], time, Dns.GetHostAddressesAsync)
    {
    }

    /// <param name="keys">The pair of a public key.</param>
    /// <param name="subject">How push services reach whoever runs this.</param>
    /// <param name="resolve">A host's addresses.</param>
    internal PushClient(
        PushHosts hosts,
        Func<string, CancellationToken, Task<VapidKey?>> keys,
        string subject,
        TimeProvider time,
        Func<string, CancellationToken, Task<IPAddress[]>> resolve)
    {
        (_hosts, _keys, _subject, _time) = (hosts, keys, subject, time);
        _http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            ConnectTimeout = TimeSpan.FromSeconds(5),

            // The address that was looked at is the one that is used: a second look-up could answer otherwise.
            ConnectCallback = (context, cancellation) => ConnectAsync(context, resolve, cancellation),
        })
        { Timeout = Patience };
    }

    public async Task<PushResult> SendAsync(PushSubscription subscription, PushMessage message, CancellationToken cancellation)
    {
        if (_hosts.Parse(subscription.Endpoint) is not { } address)
        {
            return new(PushOutcome.Refused, 0);
        }

        if (BrowserKeys.Parse(subscription.Point, subscription.Secret) is not { } browser)
        {
            return new(PushOutcome.Gone, 0);
        }

        var key = await _keys(subscription.ServerKey, cancellation);
        if (key is null)
        {
            // Made for a key that is no more: the app subscribes anew when it is opened.
            return new(PushOutcome.Gone, 0);
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(PushEncryption.Encrypt(message.Text, browser)) };
        request.Content.Headers.ContentType = new("application/octet-stream");
        request.Content.Headers.ContentEncoding.Add("aes128gcm");
        request.Headers.Add("TTL", ((long)message.TimeToLive.TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture));
        request.Headers.Add("Urgency", Word(message.Urgency));
        request.Headers.Add("Topic", TopicName(message.Topic));
        request.Headers.TryAddWithoutValidation("Authorization", key.Authorization(PushHosts.OriginOf(address), _time.GetUtcNow() + TokenLife, _subject));
        try
        {
            using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            return ResultOf(answer);
        }
        catch (HttpRequestException e) when (e.InnerException is ForbiddenAddressException)
        {
            return new(PushOutcome.Refused, 0);
        }
        catch (HttpRequestException)
        {
            return new(PushOutcome.Later, 0);
        }
        catch (TaskCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new(PushOutcome.Later, 0);
        }
    }

    public void Dispose() => _http.Dispose();

    /// <summary>RFC 8030 §5.4: 32 characters of base64url at most; nothing about the message shows in it.</summary>
    internal static string TopicName(string topic) => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(topic)).AsSpan(0, 24));

    private PushResult ResultOf(HttpResponseMessage answer)
    {
        var status = (int)answer.StatusCode;
        return status switch
        {
            >= 200 and < 300 => new(PushOutcome.Delivered, status),
            404 or 410 => new(PushOutcome.Gone, status),
            429 or >= 500 => new(PushOutcome.Later, status, answer.Headers.RetryAfter is { } after ? after.Delta ?? (after.Date - _time.GetUtcNow()) : null),
            _ => new(PushOutcome.Refused, status),
        };
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, Func<string, CancellationToken, Task<IPAddress[]>> resolve, CancellationToken cancellation)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await resolve(host, cancellation);
        if (!_hosts.IsTrusted(context.InitialRequestMessage.RequestUri!))
        {
            addresses = PublicAddresses.Check(host, addresses);
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static string Word(Urgency urgency) => urgency switch
    {
        Urgency.Low => "low",
        Urgency.High => "high",
        _ => "normal",
    };
}
