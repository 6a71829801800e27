using Ooak.LocalCloud.Template;

namespace Ooak.LocalCloud;

/// <summary>Where the deployed host names of the stack are found on this machine.</summary>
internal sealed class LocalAddresses(Ports ports, Stack stack)
{
    public string Site => $"http://localhost:{ports.Site}";

    public string ExecuteApi => $"http://127.0.0.1:{ports.ExecuteApi}";

    public string Console => $"http://127.0.0.1:{ports.Console}";

    public string Services => $"http://127.0.0.1:{ports.Services}";

    /// <summary>A function's variable: the stack's own site, and AWS_ENDPOINT_URL* that name one of its APIs, become local.</summary>
    public string ForFunction(string name, string value)
    {
        var local = ForText(value);
        if (!name.StartsWith("AWS_ENDPOINT_URL", StringComparison.Ordinal))
        {
            return local;
        }

        foreach (var api in stack.OfType("AWS::ApiGatewayV2::Api"))
        {
            local = local.Replace($"https://{api.PhysicalId}.execute-api.{stack.Region}.amazonaws.com", ExecuteApi, StringComparison.Ordinal);
        }

        return local;
    }

    /// <summary>A relying party of passkeys and the origin of its pages: the stack's own site is found at localhost, whatever its domain.</summary>
    public (string Id, string Origin) ForRelyingParty(string id) =>
        stack.OfType("AWS::CloudFront::Distribution").Any(d => id == PhysicalNames.DistributionDomain(d.LogicalId) || d.Obj("DistributionConfig").Strings("Aliases").Contains(id))
            ? ("localhost", Site)
            : (id, "https://" + id);

    /// <summary>Any text that names the distribution or a bucket by its deployed host (a header policy, a variable, an output).</summary>
    public string ForText(string text)
    {
        foreach (var distribution in stack.OfType("AWS::CloudFront::Distribution"))
        {
            var domain = PhysicalNames.DistributionDomain(distribution.LogicalId);
            text = text
                .Replace("https://" + domain, Site, StringComparison.Ordinal)
                .Replace("wss://" + domain, $"ws://localhost:{ports.Site}", StringComparison.Ordinal);
        }

        foreach (var bucket in stack.OfType("AWS::S3::Bucket"))
        {
            foreach (var host in new[] { $"{bucket.PhysicalId}.s3.{stack.Region}.amazonaws.com", $"{bucket.PhysicalId}.s3.amazonaws.com" })
            {
                text = text.Replace("https://" + host, Services, StringComparison.Ordinal);
            }
        }

        return text;
    }
}
