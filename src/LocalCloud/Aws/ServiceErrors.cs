using System.Text.Json.Nodes;
using System.Xml.Linq;
using Ooak.LocalCloud.S3;

namespace Ooak.LocalCloud.Aws;

/// <summary>Writes an error as the service's protocol does.</summary>
internal static class ServiceErrors
{
    public static WireResponse Write(WireRequest request, string service, AwsException error) => service switch
    {
        "s3" => S3Endpoint.Error(request, error),
        "sns" => Query(error),
        "dynamodb" => Json10(error, error.Code is "AccessDenied" or "InvalidSignatureException" or "UnrecognizedClientException" or "IncompleteSignature" or "UnknownOperationException" or "SerializationException" or "MissingAuthenticationTokenException"
            ? "com.amazon.coral.service#" : "com.amazonaws.dynamodb.v20120810#"),
        "sqs" => Json10(error, "com.amazonaws.sqs#"),
        "cognito-idp" => Json11(error),
        _ => Rest(error),
    };

    /// <summary>The service's own name for a throttle or a failure of its side.</summary>
    public static string FaultCode(string service, int status) => (service, status) switch
    {
        ("s3", 503) => "SlowDown",
        ("s3", _) => "InternalError",
        ("dynamodb", < 500) => "ProvisionedThroughputExceededException",
        ("dynamodb", _) => "InternalServerError",
        ("cognito-idp", < 500) => "TooManyRequestsException",
        ("cognito-idp", _) => "InternalErrorException",
        (_, < 500) => "ThrottlingException",
        _ => "InternalFailure",
    };

    private static WireResponse Json10(AwsException error, string space)
    {
        // DynamoDB answers 400 where others answer 403.
        var body = new JsonObject { ["__type"] = space + Name(error), ["message"] = error.Message };
        return new WireResponse(error.Status >= 500 ? error.Status : 400, [new("content-type", "application/x-amz-json-1.0"), new("x-amzn-requestid", Guid.NewGuid().ToString())], Json.Bytes(body));
    }

    private static WireResponse Json11(AwsException error)
    {
        var body = new JsonObject { ["__type"] = Name(error), ["message"] = error.Message };
        return new WireResponse(
            error.Status >= 500 ? error.Status : 400,
            [new("content-type", "application/x-amz-json-1.1"), new("x-amzn-errortype", Name(error) + ":"), new("x-amzn-errormessage", OneLine(error.Message)), new("x-amzn-requestid", Guid.NewGuid().ToString())],
            Json.Bytes(body));
    }

    private static WireResponse Query(AwsException error)
    {
        XNamespace space = "http://sns.amazonaws.com/doc/2010-03-31/";
        var code = error.Code == "AccessDenied" ? "AuthorizationError" : error.Code;
        return S3Xml.Answer(error.Status, new XElement(
            space + "ErrorResponse",
            new XElement(space + "Error", new XElement(space + "Type", error.Status < 500 ? "Sender" : "Receiver"), new XElement(space + "Code", code), new XElement(space + "Message", error.Message)),
            new XElement(space + "RequestId", Guid.NewGuid().ToString()))).With("content-type", "text/xml");
    }

    public static WireResponse Rest(AwsException error) => new(
        error.Status,
        [new("content-type", "application/json"), new("x-amzn-errortype", Name(error)), new("x-amzn-requestid", Guid.NewGuid().ToString())],
        Json.Bytes(new JsonObject { ["message"] = error.Message }));

    private static string Name(AwsException error) => error.Code == "AccessDenied" ? "AccessDeniedException" : error.Code;

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
