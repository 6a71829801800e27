using System.Net;
using System.Xml.Linq;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace Amazon.SimpleNotificationService.Model.Internal;

/// <summary>Publish in the AWS query protocol (https://smithy.io/2.0/aws/protocols/aws-query-protocol.html).</summary>
internal static class PublishOperation
{
    internal static readonly InvokeOptions Options = new()
    {
        RequestMarshaller = new PublishMarshaller(),
        ResponseUnmarshaller = new PublishUnmarshaller(),
    };

    private sealed class PublishMarshaller : IMarshaller<IRequest, AmazonWebServiceRequest>
    {
        public IRequest Marshall(AmazonWebServiceRequest input)
        {
            var publish = (PublishRequest)input;
            var request = new DefaultRequest(input, "Amazon.SimpleNotificationService") { HttpMethod = "POST" };
            request.Parameters["Action"] = "Publish";
            request.Parameters["Version"] = "2010-03-31";
            Add(request, "TopicArn", publish.TopicArn);
            Add(request, "Message", publish.Message);
            Add(request, "Subject", publish.Subject);
            var index = 1;
            foreach (var (name, value) in publish.MessageAttributes ?? [])
            {
                var prefix = $"MessageAttributes.entry.{index++}";
                Add(request, $"{prefix}.Name", name);
                Add(request, $"{prefix}.Value.DataType", value.DataType);
                Add(request, $"{prefix}.Value.StringValue", value.StringValue);
                Add(request, $"{prefix}.Value.BinaryValue", value.BinaryValue is { } binary ? Convert.ToBase64String(binary.ToArray()) : null);
            }

            return request;
        }

        private static void Add(DefaultRequest request, string name, string? value)
        {
            if (value is not null)
            {
                request.Parameters[name] = value;
            }
        }
    }

    private sealed class PublishUnmarshaller : XmlResponseUnmarshaller
    {
        public override AmazonWebServiceResponse Unmarshall(XmlUnmarshallerContext input)
        {
            var document = XDocument.Load(input.Stream);
            return new PublishResponse
            {
                MessageId = Text(document, "MessageId"),
                SequenceNumber = Text(document, "SequenceNumber"),
                ResponseMetadata = new ResponseMetadata { RequestId = Text(document, "RequestId") },
            };
        }

        public override AmazonServiceException UnmarshallException(XmlUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
        {
            var document = XDocument.Load(input.Stream);
            string? code = Text(document, "Code"), message = Text(document, "Message"), requestId = Text(document, "RequestId");
            var type = Text(document, "Type") == "Sender" ? ErrorType.Sender : ErrorType.Receiver;
            return code switch
            {
                "NotFound" => new NotFoundException(message, innerException, type, code, requestId, statusCode),
                "InvalidParameter" => new InvalidParameterException(message, innerException, type, code, requestId, statusCode),
                "AuthorizationError" => new AuthorizationErrorException(message, innerException, type, code, requestId, statusCode),
                _ => new AmazonSimpleNotificationServiceException(message, innerException, type, code, requestId, statusCode),
            };
        }

        private static string? Text(XDocument document, string name) =>
            document.Descendants().FirstOrDefault(e => e.Name.LocalName == name)?.Value;
    }
}
