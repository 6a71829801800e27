namespace Amazon.Lambda.RuntimeSupport;

/// <summary>What goes back to the Runtime API.</summary>
public class InvocationResponse(Stream outputStream, bool disposeOutputStream)
{
    public InvocationResponse(Stream outputStream)
        : this(outputStream, disposeOutputStream: true)
    {
    }

    public Stream OutputStream { get; set; } = outputStream;
    public bool DisposeOutputStream { get; } = disposeOutputStream;
}
