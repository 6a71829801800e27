using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

internal sealed class LambdaContext(string awsRequestId, string invokedFunctionArn, DateTimeOffset deadline, string? traceId) : ILambdaContext
{
    public string AwsRequestId => awsRequestId;
    public IClientContext? ClientContext => null;
    public string FunctionName => LambdaEnvironment.FunctionName;
    public string FunctionVersion => LambdaEnvironment.FunctionVersion;
    public ICognitoIdentity? Identity => null;
    public string InvokedFunctionArn => invokedFunctionArn;
    public ILambdaLogger Logger => ConsoleLambdaLogger.Instance;
    public string LogGroupName => LambdaEnvironment.LogGroupName;
    public string LogStreamName => LambdaEnvironment.LogStreamName;
    public int MemoryLimitInMB => LambdaEnvironment.MemorySize;
    public TimeSpan RemainingTime => deadline - DateTimeOffset.UtcNow;
    public string? TraceId => traceId;
}

internal sealed class ConsoleLambdaLogger : ILambdaLogger
{
    internal static readonly ConsoleLambdaLogger Instance = new();

    public void Log(string message) => Console.Write(message);

    public void LogLine(string message) => Console.WriteLine(message);
}
