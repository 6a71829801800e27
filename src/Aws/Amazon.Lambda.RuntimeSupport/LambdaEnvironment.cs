using System.Globalization;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>The reserved environment variables of a function
/// (https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html).</summary>
internal static class LambdaEnvironment
{
    internal const string RuntimeApi = "AWS_LAMBDA_RUNTIME_API";
    internal const string TraceId = "_X_AMZN_TRACE_ID";

    internal static string FunctionName { get; } = Read("AWS_LAMBDA_FUNCTION_NAME");
    internal static string FunctionVersion { get; } = Read("AWS_LAMBDA_FUNCTION_VERSION");
    internal static string LogGroupName { get; } = Read("AWS_LAMBDA_LOG_GROUP_NAME");
    internal static string LogStreamName { get; } = Read("AWS_LAMBDA_LOG_STREAM_NAME");
    internal static int MemorySize { get; } =
        int.TryParse(Read("AWS_LAMBDA_FUNCTION_MEMORY_SIZE"), NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : 0;

    private static string Read(string name) => Environment.GetEnvironmentVariable(name) ?? "";
}
