using System.Text.Json.Serialization;

namespace Amazon.Lambda.CloudWatchEvents;

/// <summary>What an EventBridge rule hands to a function
/// (https://docs.aws.amazon.com/eventbridge/latest/ref/overiew-event-structure.html).</summary>
/// <typeparam name="T">The detail, which each source shapes for itself.</typeparam>
public class CloudWatchEvent<T>
{
    public string? Version { get; set; }
    public string? Account { get; set; }
    public string? Region { get; set; }
    public T? Detail { get; set; }

    [JsonPropertyName("detail-type")]
    public string? DetailType { get; set; }
    public string? Source { get; set; }
    public DateTime Time { get; set; }
    public string? Id { get; set; }
    public List<string> Resources { get; set; } = [];
}
