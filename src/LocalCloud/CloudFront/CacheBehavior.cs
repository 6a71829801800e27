using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Ooak.LocalCloud.Aws.Iam;

namespace Ooak.LocalCloud.CloudFront;

/// <summary>One behaviour of a distribution: which paths, which origin, what is forwarded and what is added.</summary>
internal sealed class CacheBehavior
{
    public CacheBehavior(JsonNode node, Policies policies, IReadOnlyDictionary<string, EdgeFunction> functions)
    {
        Pattern = node.Str("PathPattern") ?? "*";
        _path = Statement.Pattern(Pattern.StartsWith('/') || Pattern.StartsWith('*') ? Pattern : "/" + Pattern, RegexOptions.None);
        OriginId = node.Require("TargetOriginId");
        Compress = node.Bool("Compress");
        AllowedMethods = node.Strings("AllowedMethods").ToHashSet(StringComparer.Ordinal);
        if (AllowedMethods.Count == 0)
        {
            AllowedMethods = new HashSet<string>(StringComparer.Ordinal) { "GET", "HEAD" };
        }

        Forwarding = policies.Forwarding(node.Str("CachePolicyId"), node.Str("OriginRequestPolicyId"));
        Headers = policies.ResponseHeaders(node.Str("ResponseHeadersPolicyId"));
        foreach (var association in node.List("FunctionAssociations"))
        {
            var function = functions[association.Require("FunctionARN")];
            if (association.Require("EventType") == "viewer-request")
            {
                ViewerRequest = function;
            }
            else
            {
                ViewerResponse = function;
            }
        }

        if (node.List("LambdaFunctionAssociations").Any() || node.Str("FieldLevelEncryptionId") is { Length: > 0 } || node.List("TrustedKeyGroups").Any() || node.List("TrustedSigners").Any())
        {
            throw new LocalCloudException($"the CloudFront behaviour {Pattern} uses Lambda@Edge, encryption or signed URLs, which LocalCloud does not run");
        }
    }

    private readonly Regex _path;

    public string Pattern { get; }

    public string OriginId { get; }

    public bool Compress { get; }

    public IReadOnlySet<string> AllowedMethods { get; }

    public Forwarding Forwarding { get; }

    public ResponseHeaders? Headers { get; }

    public EdgeFunction? ViewerRequest { get; }

    public EdgeFunction? ViewerResponse { get; }

    public bool Matches(string path) => _path.IsMatch(path);
}
