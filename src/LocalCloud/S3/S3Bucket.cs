using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ooak.LocalCloud.Template;

namespace Ooak.LocalCloud.S3;

/// <summary>What S3 keeps of an object beside its bytes. <see cref="Headers"/> go out with every GET, lower-case names.</summary>
internal sealed record S3ObjectInfo(string Key, long Size, string ETag, DateTimeOffset LastModified, IReadOnlyDictionary<string, string> Headers, string File);

/// <summary>One bucket: objects in memory, or each as a file that is on the disk before the caller hears of it.</summary>
internal sealed class S3Bucket
{
    private readonly RecordStore _infos;
    private readonly ConcurrentDictionary<string, byte[]> _memory = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, S3ObjectInfo> _objects = new(StringComparer.Ordinal);
    private readonly string? _folder;

    public S3Bucket(Resource resource, string? data)
    {
        Resource = resource;
        _infos = new RecordStore(data, "s3", resource.PhysicalId, "objects");
        if (data is not null)
        {
            _folder = Path.Combine(data, "s3", resource.PhysicalId, "content");
            Directory.CreateDirectory(_folder);
        }

        foreach (var record in _infos.All)
        {
            var info = record.Deserialize<S3ObjectInfo>()!;
            _objects[info.Key] = info;
        }
    }

    public Resource Resource { get; }

    public string Name => Resource.PhysicalId;

    public string Arn => Resource.Arn;

    public S3ObjectInfo? Find(string key) => _objects.GetValueOrDefault(key);

    public byte[] Read(S3ObjectInfo info) =>
        _folder is null ? _memory[info.File] : File.ReadAllBytes(Path.Combine(_folder, info.File));

    /// <param name="etag">Of what was uploaded in parts; else the bytes' own.</param>
    public S3ObjectInfo Put(string key, byte[] body, IReadOnlyDictionary<string, string> headers, bool flush = true, string? etag = null)
    {
        var before = Find(key);
        var info = new S3ObjectInfo(
            key, body.Length, etag ?? $"\"{Convert.ToHexStringLower(MD5.HashData(body))}\"", DateTimeOffset.UtcNow, headers, Guid.CreateVersion7().ToString("N"));
        if (_folder is null)
        {
            _memory[info.File] = body;
        }
        else
        {
            DurableFile.Write(Path.Combine(_folder, info.File), body, flush);
        }

        _infos.Put(RecordKey(key), (JsonObject)JsonSerializer.SerializeToNode(info)!, flush);
        _objects[key] = info;
        if (before is not null)
        {
            RemoveContent(before);
        }

        return info;
    }

    public bool Delete(string key)
    {
        if (!_objects.TryRemove(key, out var info))
        {
            return false;
        }

        _infos.Remove(RecordKey(key));
        RemoveContent(info);
        return true;
    }

    /// <summary>In UTF-8 order of the keys.</summary>
    public IEnumerable<S3ObjectInfo> List(string prefix) =>
        _objects.Values.Where(o => o.Key.StartsWith(prefix, StringComparison.Ordinal)).OrderBy(o => o.Key, StringComparer.Ordinal);

    /// <summary>A key can be longer than a file name.</summary>
    private static string RecordKey(string key) => Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(key)));

    private void RemoveContent(S3ObjectInfo info)
    {
        _memory.TryRemove(info.File, out _);
        if (_folder is not null)
        {
            File.Delete(Path.Combine(_folder, info.File));
        }
    }
}
