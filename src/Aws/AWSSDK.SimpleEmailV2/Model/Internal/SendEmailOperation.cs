using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;
using Amazon.StandIn;

namespace Amazon.SimpleEmailV2.Model.Internal;

/// <summary>SendEmail in the AWS REST JSON protocol (https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html).</summary>
internal static class SendEmailOperation
{
    internal static readonly InvokeOptions Options = new()
    {
        RequestMarshaller = new Marshaller(),
        ResponseUnmarshaller = new Unmarshaller(),
    };

    private sealed class Marshaller : IMarshaller<IRequest, AmazonWebServiceRequest>
    {
        public IRequest Marshall(AmazonWebServiceRequest input)
        {
            var request = new DefaultRequest(input, "Amazon.SimpleEmailV2") { HttpMethod = "POST", ResourcePath = "/v2/email/outbound-emails" };
            request.Headers["Content-Type"] = "application/json";
            request.Content = JsonSerializer.SerializeToUtf8Bytes((SendEmailRequest)input, SendEmailJson.Default.SendEmailRequest);
            return request;
        }
    }

    private sealed class Unmarshaller : JsonResponseUnmarshaller
    {
        public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext input)
        {
            using var body = JsonDocument.Parse(input.Stream);
            return new SendEmailResponse { MessageId = body.RootElement.TryGetProperty("MessageId", out var id) ? id.GetString() : null };
        }

        public override AmazonServiceException UnmarshallException(JsonUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
        {
            var (code, message, requestId) = JsonErrors.Read(input);
            return code switch
            {
                "AccountSuspendedException" => new AccountSuspendedException(message, innerException, ErrorType.Sender, code, requestId, statusCode),
                "BadRequestException" => new BadRequestException(message, innerException, ErrorType.Sender, code, requestId, statusCode),
                "LimitExceededException" => new LimitExceededException(message, innerException, ErrorType.Sender, code, requestId, statusCode),
                "MailFromDomainNotVerifiedException" => new MailFromDomainNotVerifiedException(message, innerException, ErrorType.Sender, code, requestId, statusCode),
                "NotFoundException" => new NotFoundException(message, innerException, ErrorType.Sender, code, requestId, statusCode),
                "SendingPausedException" => new SendingPausedException(message, innerException, ErrorType.Sender, code, requestId, statusCode),
                "TooManyRequestsException" => new TooManyRequestsException(message, innerException, ErrorType.Sender, code, requestId, statusCode),
                _ => new AmazonSimpleEmailServiceV2Exception(message, innerException, ErrorType.Unknown, code, requestId, statusCode),
            };
        }
    }
}

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SendEmailRequest))]
internal sealed partial class SendEmailJson : JsonSerializerContext;
