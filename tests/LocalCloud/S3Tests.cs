using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Amazon.S3;
using Amazon.S3.Model;
using Ooak.LocalCloud.Aws;

namespace Ooak.LocalCloud.Tests;

public sealed class S3Tests(SharedCloud shared)
{
    private readonly Harness _cloud = shared.Harness;

    private string Bucket => _cloud.Cloud.PhysicalIds["Uploads"];

    [Fact]
    public async Task The_SDK_writes_reads_lists_and_deletes()
    {
        using var s3 = _cloud.S3();
        var key = "sdk/naïve name+1.txt";
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes("hello world"));
        await s3.PutObjectAsync(new PutObjectRequest { BucketName = Bucket, Key = key, InputStream = stream, ContentType = "text/plain", UseChunkEncoding = true });

        using var got = await s3.GetObjectAsync(new GetObjectRequest { BucketName = Bucket, Key = key, ByteRange = new ByteRange(6, 10) });
        using var reader = new StreamReader(got.ResponseStream);
        (await reader.ReadToEndAsync()).ShouldBe("world");
        got.Headers.ContentType.ShouldBe("text/plain");
        (await s3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = Bucket, Prefix = "sdk/" })).S3Objects.Single().Key.ShouldBe(key);
        await s3.DeleteObjectAsync(Bucket, key);
        (await Should.ThrowAsync<AmazonS3Exception>(() => s3.GetObjectMetadataAsync(Bucket, key))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_upload_in_parts_is_an_object_once_it_is_completed()
    {
        using var s3 = _cloud.S3();
        const string key = "parts/file.bin";
        byte[][] parts = [RandomNumberGenerator.GetBytes(5 * 1024 * 1024), RandomNumberGenerator.GetBytes(1000)];
        var upload = (await s3.InitiateMultipartUploadAsync(new InitiateMultipartUploadRequest { BucketName = Bucket, Key = key, ContentType = "text/csv" })).UploadId;
        await PartAsync(1, RandomNumberGenerator.GetBytes(10));
        var tags = new List<PartETag> { await PartAsync(1, parts[0]), await PartAsync(2, parts[1]) };
        (await Should.ThrowAsync<AmazonS3Exception>(() => s3.GetObjectMetadataAsync(Bucket, key))).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        (await Should.ThrowAsync<AmazonS3Exception>(() => EndAsync([new(1, "\"0\""), tags[1]]))).ErrorCode.ShouldBe("InvalidPart");
        List<PartETag> small = [.. tags, await PartAsync(3, [1])];
        (await Should.ThrowAsync<AmazonS3Exception>(() => EndAsync(small))).ErrorCode.ShouldBe("EntityTooSmall");
        var etag = (await EndAsync(tags)).ETag;

        etag.ShouldEndWith("-2\"");
        using var got = await s3.GetObjectAsync(Bucket, key);
        using var whole = new MemoryStream();
        await got.ResponseStream.CopyToAsync(whole);
        whole.ToArray().ShouldBe([.. parts[0], .. parts[1]]);
        (got.Headers.ContentType, got.ETag).ShouldBe(("text/csv", etag));
        (await Should.ThrowAsync<AmazonS3Exception>(() => EndAsync(tags))).ErrorCode.ShouldBe("NoSuchUpload");

        var given = (await s3.InitiateMultipartUploadAsync(Bucket, key)).UploadId;
        await s3.AbortMultipartUploadAsync(Bucket, key, given);
        (await Should.ThrowAsync<AmazonS3Exception>(() => s3.AbortMultipartUploadAsync(Bucket, key, given))).ErrorCode.ShouldBe("NoSuchUpload");

        async Task<PartETag> PartAsync(int number, byte[] bytes)
        {
            using var body = new MemoryStream(bytes);
            return new(number, (await s3.UploadPartAsync(new UploadPartRequest { BucketName = Bucket, Key = key, UploadId = upload, PartNumber = number, PartSize = bytes.Length, InputStream = body })).ETag);
        }

        Task<CompleteMultipartUploadResponse> EndAsync(List<PartETag> listed) =>
            s3.CompleteMultipartUploadAsync(new CompleteMultipartUploadRequest { BucketName = Bucket, Key = key, UploadId = upload, PartETags = listed });
    }

    [Fact]
    public async Task A_presigned_link_works_until_it_is_changed_or_expires()
    {
        using var s3 = _cloud.S3();
        await s3.PutObjectAsync(new PutObjectRequest { BucketName = Bucket, Key = "signed.txt", ContentBody = "secret" });
        async Task<string> Link(DateTime expires) => await s3.GetPreSignedURLAsync(new GetPreSignedUrlRequest { BucketName = Bucket, Key = "signed.txt", Expires = expires, Protocol = Protocol.HTTP });

        var link = await Link(DateTime.UtcNow.AddMinutes(5));
        (await _cloud.Http.GetStringAsync(new Uri(link))).ShouldBe("secret");
        (await _cloud.Http.GetAsync(new Uri(link.Replace("signed.txt", "other.txt")))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var shortLived = await Link(DateTime.UtcNow.AddSeconds(2));
        await Until.True(async () => (await (await _cloud.Http.GetAsync(new Uri(shortLived))).Content.ReadAsStringAsync()).Contains("Request has expired"), "the link expired", 10);
    }

    [Theory]
    [InlineData("forms/a.webm", "audio/webm", 100, 204, "")]
    [InlineData("forms/b.webm", "audio/webm", 100, 403, "Policy Condition failed: [\"eq\", \"$key\", \"forms/a.webm\"]")]
    [InlineData("forms/a.webm", "text/html", 100, 403, "Policy Condition failed: [\"eq\", \"$Content-Type\", \"audio/webm\"]")]
    [InlineData("forms/a.webm", "audio/webm", 2000, 400, "EntityTooLarge")]
    [InlineData("forms/a.webm", "audio/webm", 0, 400, "EntityTooSmall")]
    public async Task A_form_upload_meets_its_policy_exactly(string key, string type, int size, int status, string message)
    {
        var (code, body, _) = await Post(key, type, size);

        body.ShouldContain(message);
        code.ShouldBe(status);
    }

    [Fact]
    public async Task A_form_upload_with_a_field_that_the_policy_does_not_name_or_after_its_end_is_refused()
    {
        (await Post("forms/a.webm", "audio/webm", 10, extra: "x-amz-meta-evil")).Body.ShouldContain("Extra input fields: x-amz-meta-evil");
        (await Post("forms/a.webm", "audio/webm", 10, expires: DateTime.UtcNow.AddMinutes(-1))).Body.ShouldContain("Policy expired");
    }

    [Fact]
    public async Task CORS_answers_the_browser()
    {
        using var preflight = new HttpRequestMessage(HttpMethod.Options, new Uri(_cloud.Cloud.Services, "/" + Bucket));
        preflight.Headers.Add("Origin", "http://localhost:8080");
        preflight.Headers.Add("Access-Control-Request-Method", "POST");
        using var answer = await _cloud.Http.SendAsync(preflight);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Headers.GetValues("Access-Control-Allow-Origin").ShouldBe(["*"]);
        (await Post("forms/a.webm", "audio/webm", 10)).Cors.ShouldBe("*");
    }

    [Fact]
    public async Task A_watched_upload_invokes_its_function()
    {
        using var s3 = _cloud.S3();
        await s3.PutObjectAsync(new PutObjectRequest { BucketName = Bucket, Key = "watched/my file.txt", ContentBody = "x" });
        await s3.PutObjectAsync(new PutObjectRequest { BucketName = Bucket, Key = "unwatched.txt", ContentBody = "x" });

        List<JsonObject> Records() => [.. _cloud.ReceivedRecords("Subscriber").Where(r => r["s3"] is not null)];
        await Until.True(() => Records().Count > 0, "the function heard");
        ((string)Records().Single()["s3"]!["object"]!["key"]!).ShouldBe("watched/my+file.txt");
        ((string)Records().Single()["eventName"]!).ShouldBe("ObjectCreated:Put");
    }

    [Fact]
    public async Task An_upload_reaches_the_rules_of_EventBridge_that_it_fits()
    {
        using var s3 = _cloud.S3();
        var bucket = _cloud.Cloud.PhysicalIds["Bridged"];
        await s3.PutObjectAsync(new PutObjectRequest { BucketName = bucket, Key = "out/other.txt", ContentBody = "x" });
        await s3.PutObjectAsync(new PutObjectRequest { BucketName = bucket, Key = "in/my file.txt", ContentBody = "hello" });
        await s3.DeleteObjectAsync(bucket, "in/my file.txt");

        List<JsonObject> Events() => [.. _cloud.Received("Subscriber").Where(e => (string?)e["source"] == "aws.s3")];
        await Until.True(() => Events().Count > 0, "the function heard");
        var happened = Events().ShouldHaveSingleItem();
        ((string)happened["detail-type"]!).ShouldBe("Object Created");
        ((string)happened["detail"]!["bucket"]!["name"]!).ShouldBe(bucket);
        ((string)happened["detail"]!["object"]!["key"]!).ShouldBe("in/my file.txt");
        ((long)happened["detail"]!["object"]!["size"]!).ShouldBe(5);
        ((string)happened["detail"]!["reason"]!).ShouldBe("PutObject");
    }

    private async Task<(int Status, string Body, string Cors)> Post(string key, string type, int size, string? extra = null, DateTime? expires = null)
    {
        var date = DateTime.UtcNow.ToString("yyyyMMdd'T'HHmmss'Z'");
        var (access, secret) = LocalCloudHost.RootCredentials;
        var credential = $"{access}/{date[..8]}/{_cloud.Cloud.Region}/s3/aws4_request";
        var policy = new JsonObject
        {
            ["expiration"] = (expires ?? DateTime.UtcNow.AddMinutes(5)).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'"),
            ["conditions"] = new JsonArray(
                new JsonObject { ["bucket"] = Bucket },
                new JsonArray("eq", "$key", "forms/a.webm"),
                new JsonArray("eq", "$Content-Type", "audio/webm"),
                new JsonArray("content-length-range", 1, 1000),
                new JsonObject { ["x-amz-algorithm"] = "AWS4-HMAC-SHA256" },
                new JsonObject { ["x-amz-credential"] = credential },
                new JsonObject { ["x-amz-date"] = date }),
        };
        var encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes(policy.ToJsonString()));
        using var form = new MultipartFormDataContent();
        void Add(string name, string value)
        {
            var part = new StringContent(value);
            part.Headers.ContentType = null;
            form.Add(part, name);
        }

        Add("key", key);
        Add("Content-Type", type);
        Add("x-amz-algorithm", "AWS4-HMAC-SHA256");
        Add("x-amz-credential", credential);
        Add("x-amz-date", date);
        Add("policy", encoded);
        Add("x-amz-signature", SigV4.Hex(HMACSHA256.HashData(SigV4.SigningKey(secret, date[..8], _cloud.Cloud.Region, "s3"), Encoding.UTF8.GetBytes(encoded))));
        if (extra is not null)
        {
            Add(extra, "1");
        }

        using var file = new ByteArrayContent(new byte[size]);
        file.Headers.ContentType = new MediaTypeHeaderValue(type);
        form.Add(file, "file", "recording");
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_cloud.Cloud.Services, "/" + Bucket)) { Content = form };
        request.Headers.Add("Origin", "http://localhost:8080");
        using var response = await _cloud.Http.SendAsync(request);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers.TryGetValues("Access-Control-Allow-Origin", out var cors) ? cors.First() : "");
    }
}
