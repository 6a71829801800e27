using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>Adapts a typed handler to the bootstrap.</summary>
public class HandlerWrapper : IDisposable
{
    private readonly MemoryStream output = new();

    private HandlerWrapper()
    {
    }

    public LambdaBootstrapHandler Handler { get; private set; } = null!;

    /// <summary>The handler reads the event's stream and answers with one.</summary>
    public static HandlerWrapper GetHandlerWrapper(Func<Stream, ILambdaContext, Task<Stream>> handler) => new()
    {
        Handler = async invocation => new InvocationResponse(await handler(invocation.InputStream, invocation.LambdaContext).ConfigureAwait(false)),
    };

    public static HandlerWrapper GetHandlerWrapper<TInput>(Func<TInput, ILambdaContext, Task> handler, ILambdaSerializer serializer) => new()
    {
        Handler = async invocation =>
        {
            var input = serializer.Deserialize<TInput>(invocation.InputStream);
            await handler(input, invocation.LambdaContext).ConfigureAwait(false);
            return new InvocationResponse(Stream.Null, disposeOutputStream: false);
        },
    };

    public static HandlerWrapper GetHandlerWrapper<TInput, TOutput>(Func<TInput, ILambdaContext, Task<TOutput>> handler, ILambdaSerializer serializer)
    {
        var wrapper = new HandlerWrapper();
        wrapper.Handler = async invocation =>
        {
            var input = serializer.Deserialize<TInput>(invocation.InputStream);
            var result = await handler(input, invocation.LambdaContext).ConfigureAwait(false);
            wrapper.output.SetLength(0);
            serializer.Serialize(result, wrapper.output);
            wrapper.output.Position = 0;
            return new InvocationResponse(wrapper.output, disposeOutputStream: false);
        };
        return wrapper;
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            output.Dispose();
        }
    }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }
}
