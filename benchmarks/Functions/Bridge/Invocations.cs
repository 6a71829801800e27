using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport;

namespace Ooak.Benchmarks;

internal static class Invocations
{
    /// <summary>As the Runtime API's client hands it over, the body read already.</summary>
    public static InvocationRequest Of(byte[] payload) =>
        new(new MemoryStream(payload, 0, payload.Length, writable: false, publiclyVisible: true), new Context());

    private sealed class Context : ILambdaContext
    {
        private readonly DateTimeOffset deadline = DateTimeOffset.UtcNow.AddSeconds(28);

        public string AwsRequestId => "request";
        public IClientContext? ClientContext => null;
        public string FunctionName => "benchmark";
        public string FunctionVersion => "$LATEST";
        public ICognitoIdentity? Identity => null;
        public string InvokedFunctionArn => "";
        public ILambdaLogger Logger => throw new NotSupportedException();
        public string LogGroupName => "";
        public string LogStreamName => "";
        public int MemoryLimitInMB => 256;
        public TimeSpan RemainingTime => deadline - DateTimeOffset.UtcNow;
        public string? TraceId => null;
    }
}
