namespace Amazon.Lambda.RuntimeSupport;

/// <summary>The Lambda Runtime API, version 2018-06-01
/// (https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html).</summary>
public interface IRuntimeApiClient
{
    Task ReportInitializationErrorAsync(Exception exception, string? errorType = null, CancellationToken cancellationToken = default);
    Task<InvocationRequest> GetNextInvocationAsync(CancellationToken cancellationToken = default);
    Task ReportInvocationErrorAsync(string awsRequestId, Exception exception, CancellationToken cancellationToken = default);
    Task SendResponseAsync(string awsRequestId, Stream? outputStream, CancellationToken cancellationToken = default);
}
