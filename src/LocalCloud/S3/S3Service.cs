using Ooak.LocalCloud.Template;

namespace Ooak.LocalCloud.S3;

/// <summary>All buckets of the stack.</summary>
internal sealed class S3Service(Stack stack, string? data)
{
    private readonly Dictionary<string, S3Bucket> _buckets =
        stack.OfType("AWS::S3::Bucket").Select(b => new S3Bucket(b, data)).ToDictionary(b => b.Name, StringComparer.Ordinal);

    /// <summary>Bucket, object, event name (ObjectCreated:Put …), after the change is durable.</summary>
    public event Action<S3Bucket, S3ObjectInfo, string>? Changed;

    public S3Multipart Multipart { get; } = new();

    public IEnumerable<S3Bucket> Buckets => _buckets.Values;

    public S3Bucket? Find(string name) => _buckets.GetValueOrDefault(name);

    public void Notify(S3Bucket bucket, S3ObjectInfo info, string eventName) => Changed?.Invoke(bucket, info, eventName);
}
