using System.Xml.Linq;
using Ooak.LocalCloud.Aws;

namespace Ooak.LocalCloud.S3;

/// <summary>S3's XML documents.</summary>
internal static class S3Xml
{
    public static readonly XNamespace Namespace = "http://s3.amazonaws.com/doc/2006-03-01/";

    public static WireResponse Error(AwsException error, string resource, params XElement[] details)
    {
        var requestId = Convert.ToHexString(Guid.NewGuid().ToByteArray())[..16];
        var document = new XElement(
            "Error",
            new XElement("Code", error.Code),
            new XElement("Message", error.Message),
            details,
            new XElement("Resource", resource),
            new XElement("RequestId", requestId));
        return Answer(error.Status, document).With("x-amz-request-id", requestId);
    }

    public static WireResponse Answer(int status, XElement document) =>
        WireResponse.Text(status, "application/xml", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + document.ToString(SaveOptions.DisableFormatting));

    public static XElement Element(string name, params object?[] content) => new(Namespace + name, content);
}
