using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using Ooak.Lambdas.Functions;

namespace Ooak.Lambdas.Recordings;

/// <summary>What lies under a key.</summary>
/// <param name="Head">Its first bytes.</param>
internal sealed record StoredAudio(long Size, string ContentType, byte[] Head);

/// <summary>Recordings as objects.</summary>
internal sealed class RecordingBucket(IAmazonS3 s3, FunctionSettings settings, TimeProvider time)
{
    /// <summary>S3 looks at the clock when the upload begins: this is for asking and starting, not for sending.</summary>
    private static readonly TimeSpan FormLife = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan LinkLife = TimeSpan.FromMinutes(5);

    private string Name => settings[FunctionSettings.RecordingsBucket];

    /// <summary>A form for this object, type and size, and for no other.</summary>
    public async Task<UploadForm> FormAsync(RecordingKey key, Recording recording)
    {
        var request = new CreatePresignedPostRequest
        {
            BucketName = Name,
            Key = key.ToString(),
            Expires = (time.GetUtcNow() + FormLife).UtcDateTime,
        };
        request.Fields["Content-Type"] = recording.ContentType;
        request.Fields["success_action_status"] = "204";
        request.Conditions.Add(S3PostCondition.ExactMatch("Content-Type", recording.ContentType));
        request.Conditions.Add(S3PostCondition.ExactMatch("success_action_status", "204"));
        request.Conditions.Add(S3PostCondition.ContentLengthRange(recording.Size, recording.Size));
        var form = await s3.CreatePresignedPostAsync(request);
        return new UploadForm(form.Url, form.Fields);
    }

    /// <param name="fileName">Given: the browser saves it under this name instead of playing it.</param>
    public async Task<(string Url, DateTimeOffset ExpiresAt)> LinkAsync(RecordingKey key, string? fileName)
    {
        var expires = time.GetUtcNow() + LinkLife;
        var request = new GetPreSignedUrlRequest
        {
            BucketName = Name,
            Key = key.ToString(),
            Expires = expires.UtcDateTime,
            Protocol = s3.Config.ServiceURL?.StartsWith("http:", StringComparison.Ordinal) == true ? Protocol.HTTP : Protocol.HTTPS,
        };
        if (fileName is not null)
        {
            request.ResponseHeaderOverrides.ContentDisposition = $"attachment; filename=\"{fileName}\"";
        }

        return (await s3.GetPreSignedURLAsync(request), expires);
    }

    public async Task<bool> ExistsAsync(RecordingKey key, CancellationToken cancellation)
    {
        try
        {
            await s3.GetObjectMetadataAsync(Name, key.ToString(), cancellation);
            return true;
        }
        catch (AmazonS3Exception e) when (e.StatusCode == HttpStatusCode.NotFound)
        {
            return false;
        }
    }

    /// <summary>Null: nothing is there.</summary>
    public async Task<StoredAudio?> PeekAsync(RecordingKey key, CancellationToken cancellation)
    {
        try
        {
            using var answer = await s3.GetObjectAsync(
                new GetObjectRequest { BucketName = Name, Key = key.ToString(), ByteRange = new ByteRange(0, AudioFormat.HeadLength - 1) },
                cancellation);
            var head = new byte[AudioFormat.HeadLength];
            var read = await answer.ResponseStream.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellation);

            // "bytes 0-63/1234": the length of the whole comes after the slash.
            var size = long.Parse(answer.ContentRange.AsSpan(answer.ContentRange.IndexOf('/', StringComparison.Ordinal) + 1), System.Globalization.CultureInfo.InvariantCulture);
            return new StoredAudio(size, answer.Headers.ContentType, head[..read]);
        }
        catch (AmazonS3Exception e) when (e.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    /// <summary>The whole of it; null: nothing is there.</summary>
    public async Task<byte[]?> ReadAsync(RecordingKey key, CancellationToken cancellation)
    {
        try
        {
            using var answer = await s3.GetObjectAsync(Name, key.ToString(), cancellation);
            using var bytes = new MemoryStream();
            await answer.ResponseStream.CopyToAsync(bytes, cancellation);
            return bytes.ToArray();
        }
        catch (AmazonS3Exception e) when (e.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    /// <summary>Harmless where nothing is.</summary>
    public Task RemoveAsync(RecordingKey key, CancellationToken cancellation) => s3.DeleteObjectAsync(Name, key.ToString(), cancellation);
}
