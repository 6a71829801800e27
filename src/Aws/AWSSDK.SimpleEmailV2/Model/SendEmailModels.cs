using Amazon.Runtime;

namespace Amazon.SimpleEmailV2.Model;

public class SendEmailRequest : AmazonWebServiceRequest
{
    /// <summary>A verified address, or one of a verified domain.</summary>
    public string? FromEmailAddress { get; set; }

    public Destination? Destination { get; set; }

    public EmailContent? Content { get; set; }
}

public class SendEmailResponse : AmazonWebServiceResponse
{
    public string? MessageId { get; set; }
}

public class Destination
{
    /// <summary>At most 50.</summary>
    public List<string>? ToAddresses { get; set; }
}

public class EmailContent
{
    public Message? Simple { get; set; }
}

public class Message
{
    public Content? Subject { get; set; }

    public Body? Body { get; set; }
}

public class Body
{
    public Content? Text { get; set; }

    public Content? Html { get; set; }
}

public class Content
{
    public string? Data { get; set; }

    /// <summary>Without it, 7-bit ASCII.</summary>
    public string? Charset { get; set; }
}
