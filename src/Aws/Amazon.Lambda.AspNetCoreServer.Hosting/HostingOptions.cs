using Amazon.Lambda.Core;

namespace Amazon.Lambda.AspNetCoreServer.Hosting;

/// <summary>Options of the Lambda server.</summary>
public class HostingOptions
{
    /// <summary>The official package reads events with this; the stand-in reads them directly and needs none.</summary>
    public ILambdaSerializer? Serializer { get; set; }

    /// <summary>Puts an unhandled exception's text into the body of the 500. Never outside development.</summary>
    public bool IncludeUnhandledExceptionDetailInResponse { get; set; }
}
