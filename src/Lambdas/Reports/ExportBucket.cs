using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using Ooak.Lambdas.Functions;

namespace Ooak.Lambdas.Reports;

/// <summary>A file that grows by parts.</summary>
internal interface IExportFile
{
    Task<string> BeginAsync(ExportJob job, CancellationToken cancellation);

    /// <summary>Numbers count from 1; the same number again replaces the part.</summary>
    /// <returns>The part's ETag.</returns>
    Task<string> AddPartAsync(ExportJob job, string uploadId, int number, byte[] bytes, CancellationToken cancellation);

    Task EndAsync(ExportJob job, string uploadId, IReadOnlyList<string> parts, CancellationToken cancellation);

    /// <summary>Whether it has been ended.</summary>
    Task<bool> ExistsAsync(ExportJob job, CancellationToken cancellation);

    /// <summary>Keeps what is less than a part until the step that is named.</summary>
    Task KeepRestAsync(ExportJob job, long step, byte[] bytes, CancellationToken cancellation);

    Task<byte[]> RestAsync(ExportJob job, long step, CancellationToken cancellation);
}

/// <summary>Exported files as objects; the bucket forgets them after a day.</summary>
internal sealed class ExportBucket(IAmazonS3 s3, FunctionSettings settings, OrganisationClock clock) : IExportFile
{
    private static readonly TimeSpan LinkLife = TimeSpan.FromMinutes(5);

    private string Name => settings[FunctionSettings.ExportsBucket];

    public async Task<string> BeginAsync(ExportJob job, CancellationToken cancellation) =>
        (await s3.InitiateMultipartUploadAsync(
            new InitiateMultipartUploadRequest { BucketName = Name, Key = Key(job), ContentType = job.Kind == ExportKind.Calls ? CallsExport.ContentType : "application/x-tar" },
            cancellation)).UploadId;

    public async Task<string> AddPartAsync(ExportJob job, string uploadId, int number, byte[] bytes, CancellationToken cancellation)
    {
        using var body = new MemoryStream(bytes, writable: false);
        var answer = await s3.UploadPartAsync(
            new UploadPartRequest { BucketName = Name, Key = Key(job), UploadId = uploadId, PartNumber = number, PartSize = bytes.Length, InputStream = body },
            cancellation);
        return answer.ETag;
    }

    public Task EndAsync(ExportJob job, string uploadId, IReadOnlyList<string> parts, CancellationToken cancellation) =>
        s3.CompleteMultipartUploadAsync(
            new CompleteMultipartUploadRequest
            {
                BucketName = Name,
                Key = Key(job),
                UploadId = uploadId,
                PartETags = [.. parts.Select((etag, index) => new PartETag(index + 1, etag))],
            },
            cancellation);

    public async Task<bool> ExistsAsync(ExportJob job, CancellationToken cancellation)
    {
        try
        {
            await s3.GetObjectMetadataAsync(Name, Key(job), cancellation);
            return true;
        }
        catch (AmazonS3Exception e) when (e.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Forbidden)
        {
            // Who may not list a bucket is not told that something is missing.
            return false;
        }
    }

    public async Task KeepRestAsync(ExportJob job, long step, byte[] bytes, CancellationToken cancellation)
    {
        using var body = new MemoryStream(bytes, writable: false);
        await s3.PutObjectAsync(new PutObjectRequest { BucketName = Name, Key = RestKey(job, step), InputStream = body }, cancellation);
    }

    public async Task<byte[]> RestAsync(ExportJob job, long step, CancellationToken cancellation)
    {
        using var answer = await s3.GetObjectAsync(Name, RestKey(job, step), cancellation);
        using var bytes = new MemoryStream();
        await answer.ResponseStream.CopyToAsync(bytes, cancellation);
        return bytes.ToArray();
    }

    public async Task<(string Url, DateTimeOffset ExpiresAt)> LinkAsync(ExportJob job)
    {
        var expires = clock.UtcNow + LinkLife;
        var request = new GetPreSignedUrlRequest
        {
            BucketName = Name,
            Key = Key(job),
            Expires = expires.UtcDateTime,
            Protocol = s3.Config.ServiceURL?.StartsWith("http:", StringComparison.Ordinal) == true ? Protocol.HTTP : Protocol.HTTPS,
        };
        request.ResponseHeaderOverrides.ContentDisposition = $"attachment; filename=\"{job.FileName(clock)}\"";
        return (await s3.GetPreSignedURLAsync(request), expires);
    }

    private static string Key(ExportJob job) => $"exports/{job.OwnerId}/{job.Id}.{(job.Kind == ExportKind.Calls ? "csv" : "tar")}";

    private static string RestKey(ExportJob job, long step) => $"exports/{job.OwnerId}/{job.Id}.{step}.rest";
}
