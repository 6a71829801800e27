using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;

namespace Amazon.Lambda.AspNetCoreServer.Hosting.Internal;

/// <summary>A pipe that ends in one growing buffer.</summary>
internal sealed class BufferPipeWriter : PipeWriter
{
    private const int InitialSize = 4096;

    // A response is at most 6 MB in Lambda; a process that once sent one should not keep that much.
    private const int KeptSize = 256 * 1024;

    private byte[] buffer = new byte[InitialSize];
    private int written;

    /// <summary>The response that starts with the first flush.</summary>
    public IHttpResponseBodyFeature? Starting { get; set; }

    public ReadOnlySpan<byte> Written => buffer.AsSpan(0, written);
    public override bool CanGetUnflushedBytes => true;
    public override long UnflushedBytes => 0;

    public override Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return buffer.AsMemory(written);
    }

    public override Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return buffer.AsSpan(written);
    }

    public override void Advance(int bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bytes, buffer.Length - written);
        written += bytes;
    }

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        var start = Starting?.StartAsync(cancellationToken);
        return start is null or { IsCompletedSuccessfully: true } ? default : AwaitedAsync(start);

        static async ValueTask<FlushResult> AwaitedAsync(Task start)
        {
            await start;
            return default;
        }
    }

    public override void CancelPendingFlush()
    {
    }

    public override void Complete(Exception? exception = null)
    {
    }

    public void Clear()
    {
        written = 0;
        if (buffer.Length > KeptSize)
        {
            buffer = new byte[InitialSize];
        }
    }

    private void Reserve(int sizeHint)
    {
        var needed = Math.Max(sizeHint, 256);
        if (buffer.Length - written < needed)
        {
            Array.Resize(ref buffer, Math.Max(buffer.Length * 2, written + needed));
        }
    }
}
