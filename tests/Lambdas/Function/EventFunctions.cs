using System.Globalization;
using System.Text;
using System.Text.Json.Serialization;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Core;
using Amazon.Lambda.DynamoDBEvents;
using Amazon.Lambda.RuntimeSupport;
using Amazon.Lambda.Serialization.SystemTextJson;
using Amazon.Lambda.SNSEvents;

namespace Ooak.Lambdas.TestFunction;

/// <summary>Functions without HTTP: each answers with what it read.</summary>
internal static class EventFunctions
{
    internal static async Task RunAsync(string? kind)
    {
        var serializer = new SourceGeneratorLambdaJsonSerializer<FunctionJson>();
        using var reused = new ReusedStream();
        using var bootstrap = kind switch
        {
            "stream" => LambdaBootstrapBuilder.Create<DynamoDBEvent, StreamsEventResponse>(OnStream, serializer).Build(),
            "sns" => LambdaBootstrapBuilder.Create<SNSEvent, Read>(OnSns, serializer).Build(),
            "websocket" => LambdaBootstrapBuilder.Create<APIGatewayProxyRequest, APIGatewayProxyResponse>(OnWebSocket, serializer).Build(),
            "void" => LambdaBootstrapBuilder.Create<Read>(OnVoid, serializer).Build(),
            "context" => LambdaBootstrapBuilder.Create<Read, Read>(OnContext, serializer).Build(),
            "reused" => new LambdaBootstrap(invocation => Task.FromResult(reused.Answer(invocation))),
            "init-throws" => LambdaBootstrapBuilder.Create<Read>(OnVoid, serializer)
                .UseBootstrapHandler(() => throw new InvalidOperationException("no table", new TimeoutException("too slow"))).Build(),
            "init-false" => LambdaBootstrapBuilder.Create<Read>(OnVoid, serializer).UseBootstrapHandler(() => Task.FromResult(false)).Build(),
            _ => throw new InvalidOperationException($"TEST_FUNCTION names no function: {kind}"),
        };
        await bootstrap.RunAsync();
    }

    // Names every field as a failure, so that the answer carries them.
    private static Task<StreamsEventResponse> OnStream(DynamoDBEvent input, ILambdaContext context)
    {
        var failures = new List<string>();
        foreach (var record in input.Records)
        {
            var change = record.Dynamodb;
            failures.Add($"{record.EventName} {record.EventID} {record.EventSource} {record.EventSourceArn} {record.AwsRegion}");
            failures.Add($"{change.SequenceNumber} {change.SizeBytes} {change.StreamViewType} {change.ApproximateCreationDateTime.ToString("O", CultureInfo.InvariantCulture)}");
            failures.Add($"user {record.UserIdentity?.Type} {record.UserIdentity?.PrincipalId}");
            failures.Add("keys " + Text(change.Keys));
            failures.Add("new " + Text(change.NewImage));
            failures.Add("old " + Text(change.OldImage));
        }

        return Task.FromResult(new StreamsEventResponse
        {
            BatchItemFailures = [.. failures.Select(text => new StreamsEventResponse.BatchItemFailure { ItemIdentifier = text })],
        });
    }

    private static string Text(Dictionary<string, DynamoDBEvent.AttributeValue>? image) => image is null
        ? "none"
        : string.Join(' ', image.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key}:{Text(p.Value)}"));

    private static string Text(DynamoDBEvent.AttributeValue value) => value switch
    {
        { S: { } s } => s,
        { N: { } n } => "#" + n,
        { BOOL: { } b } => b ? "yes" : "no",
        { NULL: true } => "null",
        { B: { } b } => Convert.ToHexString(b.ToArray()),
        { BS: { } bs } => $"<{string.Join(',', bs.Select(b => Convert.ToHexString(b.ToArray())))}>",
        { SS: { } ss } => $"<{string.Join(',', ss)}>",
        { NS: { } ns } => $"<#{string.Join(",#", ns)}>",
        { L: { } l } => $"[{string.Join(',', l.Select(Text))}]",
        { M: { } m } => $"{{{Text(m)}}}",
        _ => "?",
    };

    private static Task<Read> OnSns(SNSEvent input, ILambdaContext context)
    {
        var sns = input.Records[0].Sns;
        return Task.FromResult(new Read(
            string.Join('|', input.Records[0].EventSource, input.Records[0].EventVersion, input.Records[0].EventSubscriptionArn,
                sns.MessageId, sns.Message, sns.Subject, sns.TopicArn, sns.Type, sns.Timestamp.ToString("O", CultureInfo.InvariantCulture),
                string.Join(',', sns.MessageAttributes.Select(a => $"{a.Key}={a.Value.Type}:{a.Value.Value}")))));
    }

    private static Task<APIGatewayProxyResponse> OnWebSocket(APIGatewayProxyRequest input, ILambdaContext context)
    {
        var at = input.RequestContext;
        return Task.FromResult(new APIGatewayProxyResponse
        {
            StatusCode = input.Headers is null ? 500 : 200,
            Headers = new Dictionary<string, string> { ["Sec-WebSocket-Protocol"] = "ooak" },
            Body = string.Join('|', at.RouteKey, at.EventType, at.ConnectionId, at.ConnectedAt, at.DomainName, at.Stage, at.ApiId,
                at.RequestId, at.RequestTimeEpoch, at.MessageDirection, at.Identity?.SourceIp, input.Headers?["X-Forwarded-For"], input.Body ?? "(none)"),
        });
    }

    private static Task OnVoid(Read input, ILambdaContext context) =>
        input.Text == "throw" ? throw new FormatException("not this one", new TimeoutException("the cause")) : Task.CompletedTask;

    private static Task<Read> OnContext(Read input, ILambdaContext context) => input.Text == "throw"
        ? throw new FormatException("not this one")
        : Task.FromResult(new Read(string.Join(
            '|',
            context.AwsRequestId,
            context.InvokedFunctionArn,
            context.TraceId,
            Environment.GetEnvironmentVariable("_X_AMZN_TRACE_ID"),
            context.FunctionName,
            context.FunctionVersion,
            context.MemoryLimitInMB,
            context.LogGroupName,
            context.LogStreamName,
            context.RemainingTime > TimeSpan.FromSeconds(2) && context.RemainingTime < TimeSpan.FromSeconds(20))));
}

internal sealed record Read(string Text);

[JsonSerializable(typeof(DynamoDBEvent))]
[JsonSerializable(typeof(StreamsEventResponse))]
[JsonSerializable(typeof(SNSEvent))]
[JsonSerializable(typeof(APIGatewayProxyRequest))]
[JsonSerializable(typeof(APIGatewayProxyResponse))]
[JsonSerializable(typeof(Read))]
internal sealed partial class FunctionJson : JsonSerializerContext;

/// <summary>One output stream for all invocations, as a handler may keep it: who disposes it breaks the next answer.</summary>
internal sealed class ReusedStream : IDisposable
{
    private readonly MemoryStream output = new();

    public InvocationResponse Answer(InvocationRequest invocation)
    {
        using var reader = new StreamReader(invocation.InputStream);
        output.SetLength(0);
        output.Write(Encoding.UTF8.GetBytes($"{{\"text\":{reader.ReadToEnd()}}}"));
        output.Position = 0;
        return new InvocationResponse(output, disposeOutputStream: false);
    }

    public void Dispose() => output.Dispose();
}
