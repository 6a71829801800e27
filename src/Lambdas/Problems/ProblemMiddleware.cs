using System.Text.Json;
using Amazon.Runtime;
using Ooak.Lambdas.Operations;

namespace Ooak.Lambdas.Problems;

/// <summary>Turns what binding refuses into problem documents, and bounds bodies. Anything else is a fault of ours:
/// logged, answered 500 <c>internal-error</c>.</summary>
internal sealed partial class ProblemMiddleware(RequestDelegate next, ILogger<ProblemMiddleware> logger)
{
    /// <summary>1 MB: the largest batch of POST /sync.</summary>
    private const int MaximumBody = 1024 * 1024;

    public async Task InvokeAsync(HttpContext context)
    {
        LogLines.RequestId = context.TraceIdentifier;
        if (context.Request.Body.CanSeek && context.Request.Body.Length > MaximumBody)
        {
            await Problem.Of(413, "body-too-large", "At most 1 MB.").ExecuteAsync(context);
            return;
        }

        try
        {
            await next(context);
            if (IsBare(context.Response))
            {
                await OfStatus(context.Response.StatusCode).ExecuteAsync(context);
            }
        }
        catch (BadHttpRequestException e)
        {
            await Refusal(e).ExecuteAsync(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // The last resort: nobody gets a stack trace or an empty answer.
        catch (Exception e)
#pragma warning restore CA1031
        {
            LogFault(logger, e, e is AmazonServiceException service ? service.ErrorCode : e.GetType().Name);
            await Problem.Of(500, "internal-error", "Something went wrong on our side. Nothing was changed unless you see it changed.").ExecuteAsync(context);
        }
    }

    private static Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult Refusal(BadHttpRequestException e) => e switch
    {
        { InnerException: JsonException json } => Problem.Invalid(Field(json.Path), "This is not valid JSON of the expected kind."),
        { StatusCode: StatusCodes.Status415UnsupportedMediaType } => OfStatus(e.StatusCode),
        _ => Problem.Invalid("$", e.Message),
    };

    // Routing and parameter binding refuse by a status alone.
    private static bool IsBare(HttpResponse response) =>
        !response.HasStarted && response.StatusCode is >= 400 and < 500 && response.ContentLength is null && string.IsNullOrEmpty(response.ContentType);

    private static Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult OfStatus(int status) => status switch
    {
        StatusCodes.Status404NotFound => Problem.NotFound,
        StatusCodes.Status405MethodNotAllowed => Problem.Of(status, "method-not-allowed", "This is not done here."),
        StatusCodes.Status415UnsupportedMediaType => Problem.Of(status, "unsupported-media-type", "Send application/json."),
        _ => Problem.Of(status, "invalid-request", "Some of this is not valid."),
    };

    // System.Text.Json says "$.call.duration"; people see the field.
    private static string Field(string? path) => string.IsNullOrEmpty(path) || path == "$" ? "$" : path.StartsWith("$.", StringComparison.Ordinal) ? path[2..] : path;

    [LoggerMessage(Level = LogLevel.Error, Message = "A request failed: {ErrorCode}")]
    private static partial void LogFault(ILogger logger, Exception exception, string errorCode);
}
