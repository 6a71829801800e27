using System.Globalization;
using System.Net.Http.Headers;

namespace Amazon.Lambda.RuntimeSupport;

/// <inheritdoc cref="IRuntimeApiClient"/>
public class RuntimeApiClient : IRuntimeApiClient
{
    private const string ErrorTypeHeader = "Lambda-Runtime-Function-Error-Type";

    private readonly HttpClient httpClient;
    private readonly Uri next;
    private readonly Uri initError;
    private readonly string invocation;

    /// <exception cref="InvalidOperationException">AWS_LAMBDA_RUNTIME_API is not set: this process is not a Lambda function.</exception>
    public RuntimeApiClient(HttpClient httpClient)
    {
        this.httpClient = httpClient;
        var host = Environment.GetEnvironmentVariable(LambdaEnvironment.RuntimeApi)
            ?? throw new InvalidOperationException($"{LambdaEnvironment.RuntimeApi} is not set.");
        var root = $"http://{host}/2018-06-01/runtime/";
        next = new Uri(root + "invocation/next");
        initError = new Uri(root + "init/error");
        invocation = root + "invocation/";
    }

    public async Task<InvocationRequest> GetNextInvocationAsync(CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, next);
        using var response = await httpClient.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode)
        {
            throw await RefusalAsync(response, cancellationToken).ConfigureAwait(false);
        }

        var headers = response.Headers;
        var context = new LambdaContext(
            Required(headers, "Lambda-Runtime-Aws-Request-Id"),
            Optional(headers, "Lambda-Runtime-Invoked-Function-Arn") ?? "",
            DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(Required(headers, "Lambda-Runtime-Deadline-Ms"), CultureInfo.InvariantCulture)),
            Optional(headers, "Lambda-Runtime-Trace-Id"));
        var body = new MemoryStream((int)(response.Content.Headers.ContentLength ?? 4096));
        await response.Content.CopyToAsync(body, cancellationToken).ConfigureAwait(false);
        body.Position = 0;
        return new InvocationRequest(body, context);
    }

    public async Task SendResponseAsync(string awsRequestId, Stream? outputStream, CancellationToken cancellationToken = default)
    {
        using var content = await ContentAsync(outputStream, cancellationToken).ConfigureAwait(false);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        await PostAsync(new Uri($"{invocation}{awsRequestId}/response"), content, errorType: null, cancellationToken).ConfigureAwait(false);
    }

    public async Task ReportInvocationErrorAsync(string awsRequestId, Exception exception, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(exception);
        using var content = new ByteArrayContent(ErrorPayload.Of(exception));
        await PostAsync(new Uri($"{invocation}{awsRequestId}/error"), content, ErrorPayload.TypeOf(exception), cancellationToken).ConfigureAwait(false);
    }

    public async Task ReportInitializationErrorAsync(Exception exception, string? errorType = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(exception);
        using var content = new ByteArrayContent(ErrorPayload.Of(exception));
        await PostAsync(initError, content, errorType ?? ErrorPayload.TypeOf(exception), cancellationToken).ConfigureAwait(false);
    }

    // The stream stays the caller's: HttpContent would dispose it, and handlers reuse theirs.
    private static async Task<ReadOnlyMemoryContent> ContentAsync(Stream? stream, CancellationToken cancellationToken)
    {
        if (stream is null)
        {
            return new ReadOnlyMemoryContent(default);
        }

        if (stream is MemoryStream memory && memory.TryGetBuffer(out var buffer))
        {
            return new ReadOnlyMemoryContent(buffer.AsMemory((int)memory.Position));
        }

        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy, cancellationToken).ConfigureAwait(false);
        return new ReadOnlyMemoryContent(copy.ToArray());
    }

    private async Task PostAsync(Uri uri, HttpContent content, string? errorType, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, uri) { Content = content };
        if (errorType is not null)
        {
            content.Headers.ContentType = new MediaTypeHeaderValue("application/vnd.aws.lambda.error+json");
            request.Headers.TryAddWithoutValidation(ErrorTypeHeader, errorType);
        }

        using var response = await httpClient.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode)
        {
            throw await RefusalAsync(response, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<RuntimeApiClientException> RefusalAsync(HttpResponseMessage response, CancellationToken cancellationToken) => new(
        $"The Runtime API answered {(int)response.StatusCode}.",
        (int)response.StatusCode,
        await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false));

    private static string Required(HttpResponseHeaders headers, string name) =>
        Optional(headers, name) ?? throw new RuntimeApiClientException($"The Runtime API's answer lacks {name}.", 200, null);

    private static string? Optional(HttpResponseHeaders headers, string name) =>
        headers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : null;
}
