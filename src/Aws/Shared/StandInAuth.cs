using Amazon.Runtime;
using Amazon.Runtime.Credentials.Internal;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Auth;

namespace Amazon.StandIn;

/// <summary>SigV4, except for the operations that the service's model marks as unauthenticated.</summary>
internal sealed class StandInAuthHandler(params string[] unauthenticated) : BaseAuthResolverHandler
{
    protected override List<IAuthSchemeOption> ResolveAuthOptions(IExecutionContext executionContext) =>
        unauthenticated.Contains(executionContext.RequestContext.OriginalRequest.GetType().Name)
            ? AuthSchemeOption.DEFAULT_NOAUTH
            : AuthSchemeOption.DEFAULT_SIGV4;
}

internal static class StandInPipeline
{
    /// <summary>The two handlers that a generated client adds: where to, and how signed.</summary>
    internal static void Customize(RuntimePipeline pipeline, StandInAuthHandler auth)
    {
        pipeline.RemoveHandler<EndpointResolver>();
        pipeline.AddHandlerAfter<Marshaller>(new StandInEndpointResolver());
        pipeline.AddHandlerAfter<Marshaller>(auth);
    }
}
