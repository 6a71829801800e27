using Amazon.Runtime;

namespace Amazon.SimpleNotificationService.Model;

public class PublishRequest : AmazonWebServiceRequest
{
    public string? TopicArn { get; set; }
    public string? Message { get; set; }
    public string? Subject { get; set; }

    /// <summary>What filter policies look at.</summary>
    public Dictionary<string, MessageAttributeValue>? MessageAttributes { get; set; }
}

public class MessageAttributeValue
{
    /// <summary>String, String.Array, Number or Binary.</summary>
    public string? DataType { get; set; }
    public string? StringValue { get; set; }
    public MemoryStream? BinaryValue { get; set; }
}

public class PublishResponse : AmazonWebServiceResponse
{
    public string? MessageId { get; set; }
    public string? SequenceNumber { get; set; }
}
