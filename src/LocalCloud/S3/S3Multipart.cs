using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Xml.Linq;
using Ooak.LocalCloud.Aws;

namespace Ooak.LocalCloud.S3;

/// <summary>Uploads in parts: create, upload part, complete, abort. Unfinished ones are kept in memory only: after a restart they are
/// unknown, as after the day that the bucket's lifecycle gives them.</summary>
/// <remarks>Amazon S3 User Guide, "Uploading and copying objects using multipart upload" and "multipart upload limits".</remarks>
internal sealed class S3Multipart
{
    private const int MaximumParts = 10_000;
    private const int MinimumPart = 5 * 1024 * 1024;

    private readonly ConcurrentDictionary<string, Upload> _uploads = new(StringComparer.Ordinal);

    private sealed record Upload(string Bucket, string Key, IReadOnlyDictionary<string, string> Headers)
    {
        public ConcurrentDictionary<int, (byte[] Body, string ETag)> Parts { get; } = [];
    }

    public WireResponse Create(S3Bucket bucket, string key, IReadOnlyDictionary<string, string> headers)
    {
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        _uploads[id] = new Upload(bucket.Name, key, headers);
        return S3Xml.Answer(200, S3Xml.Element("InitiateMultipartUploadResult", S3Xml.Element("Bucket", bucket.Name), S3Xml.Element("Key", key), S3Xml.Element("UploadId", id)));
    }

    public WireResponse Put(S3Bucket bucket, string key, string id, string number, byte[] body)
    {
        if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var part) || part is < 1 or > MaximumParts)
        {
            throw new AwsException(400, "InvalidArgument", "Part number must be an integer between 1 and 10000, inclusive");
        }

        var etag = $"\"{Convert.ToHexStringLower(MD5.HashData(body))}\"";
        Find(bucket, key, id).Parts[part] = (body, etag);
        return new WireResponse(200, [new("etag", etag)], []);
    }

    /// <returns>The object; it is there only from now on.</returns>
    public S3ObjectInfo Complete(S3Bucket bucket, string key, string id, byte[] request)
    {
        var upload = Find(bucket, key, id);
        var listed = Listed(request);
        if (listed.Count == 0)
        {
            throw new AwsException(400, "MalformedXML", "The XML you provided was not well-formed or did not validate against our published schema");
        }

        if (listed.Zip(listed.Skip(1)).Any(pair => pair.First.Number >= pair.Second.Number))
        {
            throw new AwsException(400, "InvalidPartOrder", "The list of parts was not in ascending order. The parts list must be specified in order by part number.");
        }

        using var whole = new MemoryStream();
        using var digests = new MemoryStream();
        foreach (var ((number, etag), index) in listed.Select((part, index) => (part, index)))
        {
            if (!upload.Parts.TryGetValue(number, out var part) || part.ETag.Trim('"') != etag.Trim('"'))
            {
                throw new AwsException(400, "InvalidPart", "One or more of the specified parts could not be found. The part might not have been uploaded, or the specified entity tag might not have matched the part's entity tag.");
            }

            if (part.Body.Length < MinimumPart && index < listed.Count - 1)
            {
                throw new AwsException(400, "EntityTooSmall", "Your proposed upload is smaller than the minimum allowed size");
            }

            whole.Write(part.Body);
            digests.Write(Convert.FromHexString(part.ETag.Trim('"')));
        }

        var info = bucket.Put(key, whole.ToArray(), upload.Headers, etag: $"\"{Convert.ToHexStringLower(MD5.HashData(digests.ToArray()))}-{listed.Count}\"");
        _uploads.TryRemove(id, out _);
        return info;
    }

    public WireResponse Abort(S3Bucket bucket, string key, string id)
    {
        Find(bucket, key, id);
        _uploads.TryRemove(id, out _);
        return new WireResponse(204, [], []);
    }

    public static WireResponse Completed(S3Bucket bucket, S3ObjectInfo info) => S3Xml.Answer(200, S3Xml.Element(
        "CompleteMultipartUploadResult", S3Xml.Element("Bucket", bucket.Name), S3Xml.Element("Key", info.Key), S3Xml.Element("ETag", info.ETag)));

    private Upload Find(S3Bucket bucket, string key, string id) =>
        _uploads.TryGetValue(id, out var upload) && upload.Bucket == bucket.Name && upload.Key == key
            ? upload
            : throw new AwsException(404, "NoSuchUpload", "The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.");

    private static List<(int Number, string ETag)> Listed(byte[] request)
    {
        try
        {
            return [.. XDocument.Parse(System.Text.Encoding.UTF8.GetString(request)).Root!.Elements()
                .Where(element => element.Name.LocalName == "Part")
                .Select(part => (int.Parse(Of(part, "PartNumber"), CultureInfo.InvariantCulture), Of(part, "ETag")))];
        }
        catch (Exception e) when (e is System.Xml.XmlException or FormatException or InvalidOperationException)
        {
            return [];
        }
    }

    private static string Of(XElement part, string name) => part.Elements().First(element => element.Name.LocalName == name).Value;
}
