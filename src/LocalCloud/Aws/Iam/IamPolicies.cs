using Ooak.LocalCloud.Template;

namespace Ooak.LocalCloud.Aws.Iam;

/// <summary>Decides as IAM does whether a principal may make a call, from the template's policies.</summary>
/// <remarks>
/// IAM User Guide, "Policy evaluation logic": an explicit Deny wins, else one Allow is needed. Every call counts as made
/// over TLS (aws:SecureTransport is true): the loopback stands for the HTTPS endpoints, where TLS is enforced by AWS.
/// </remarks>
internal sealed class IamPolicies
{
    private readonly Dictionary<string, List<Statement>> _byRole = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Statement>> _byResource = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Resource> _roles;
    private readonly string _account;

    public IamPolicies(Stack stack)
    {
        _account = stack.Account;
        _roles = stack.OfType("AWS::IAM::Role").ToDictionary(role => role.PhysicalId, StringComparer.Ordinal);
        foreach (var role in _roles.Values)
        {
            var statements = Of(_byRole, role.PhysicalId);
            statements.AddRange(role.List("Policies").SelectMany(p => Statement.OfDocument(role.LogicalId, p["PolicyDocument"])));
            statements.AddRange(role.Strings("ManagedPolicyArns").SelectMany(arn => Managed(role, arn, stack)));
        }

        foreach (var policy in stack.OfType("AWS::IAM::Policy").Concat(stack.OfType("AWS::IAM::ManagedPolicy")))
        {
            foreach (var role in policy.Strings("Roles"))
            {
                Of(_byRole, role).AddRange(Statement.OfDocument(policy.LogicalId, policy.Obj("PolicyDocument")));
            }
        }

        AddResourcePolicies(stack, "AWS::SNS::TopicPolicy", "Topics", name => name);
        AddResourcePolicies(stack, "AWS::SQS::QueuePolicy", "Queues", name => stack.Find("AWS::SQS::Queue", name)?.Arn ?? name);
        AddResourcePolicies(stack, "AWS::S3::BucketPolicy", "Bucket", name => "arn:aws:s3:::" + name);
    }

    /// <summary>Throws AccessDenied, naming the missing statement, unless every action on every resource is allowed.</summary>
    public void Demand(Principal who, IEnumerable<(string Action, string Resource)> needs, string policyResource = "", params (string Key, IReadOnlyList<string> Values)[] keys)
    {
        if (who.IsRoot)
        {
            return;
        }

        var context = Context(keys);
        foreach (var (action, resource) in needs)
        {
            var identity = who.RoleName is null ? [] : _byRole.GetValueOrDefault(who.RoleName) ?? [];
            var attached = _byResource.GetValueOrDefault(policyResource.Length == 0 ? resource : policyResource) ?? [];
            var byResource = attached.Where(s => s.Matches(action, resource, context) && Names(s, who.Arn)).ToList();
            var byIdentity = identity.Where(s => s.Matches(action, resource, context)).ToList();
            if (byIdentity.Concat(byResource).Any(s => !s.Allows))
            {
                throw AwsException.AccessDenied(who, action, resource, "of an explicit deny in a policy");
            }

            if (byIdentity.Count == 0 && !byResource.Any(s => s.Allows && !s.Principals.Contains("*")))
            {
                throw AwsException.AccessDenied(who, action, resource, $"no identity-based policy allows the {action} action");
            }
        }
    }

    /// <summary>Whether a resource's own policy lets an AWS service act on it.</summary>
    public bool ServiceMay(string service, string action, string resource, string sourceArn, string? policyResource = null)
    {
        var context = Context(("aws:SourceArn", [sourceArn]), ("aws:SourceAccount", [_account]));
        var matching = (_byResource.GetValueOrDefault(policyResource ?? resource) ?? [])
            .Where(s => s.Matches(action, resource, context) && (s.Principals.Contains(service) || s.Principals.Contains("*")))
            .ToList();
        return matching.Any(s => s.Allows) && matching.TrueForAll(s => s.Allows);
    }

    /// <summary>Whether a role may, without throwing: for what services do in a role's name.</summary>
    public bool RoleMay(string role, string action, string resource)
    {
        var matching = (_byRole.GetValueOrDefault(role) ?? []).Where(s => s.Matches(action, resource, Context())).ToList();
        return matching.Any(s => s.Allows) && matching.TrueForAll(s => s.Allows);
    }

    /// <summary>Whether a role's trust policy lets an AWS service take the role on for the source. Read only for the services that ask:
    /// others give keys that are not known here.</summary>
    public bool ServiceMayAssume(string role, string service, string sourceArn)
    {
        var context = Context(("aws:SourceArn", [sourceArn]), ("aws:SourceAccount", [_account]));
        var trust = _roles.TryGetValue(role, out var found) ? Statement.OfDocument(found.LogicalId, found.Obj("AssumeRolePolicyDocument")) : [];
        var matching = trust.Where(s => s.IsTrustIn(service, context)).ToList();
        return matching.Any(s => s.Allows) && matching.TrueForAll(s => s.Allows);
    }

    private bool Names(Statement statement, string arn) =>
        statement.Principals.Any(p => p == "*" || p == arn || p == _account || p == $"arn:aws:iam::{_account}:root");

    private Dictionary<string, IReadOnlyList<string>> Context(params (string Key, IReadOnlyList<string> Values)[] keys)
    {
        var context = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal)
        {
            ["aws:securetransport"] = ["true"],
            ["aws:principalaccount"] = [_account],
        };
        foreach (var (key, values) in keys)
        {
            context[key.ToLowerInvariant()] = values;
        }

        return context;
    }

    private static IEnumerable<Statement> Managed(Resource role, string arn, Stack stack)
    {
        if (stack.Find("AWS::IAM::ManagedPolicy", arn) is not null)
        {
            return [];
        }

        return arn.Split("policy/")[^1] switch
        {
            "service-role/AWSLambdaBasicExecutionRole" => Statement.OfDocument(role.LogicalId, Json.ParseObject(
                """{"Statement":[{"Effect":"Allow","Action":["logs:CreateLogGroup","logs:CreateLogStream","logs:PutLogEvents"],"Resource":"*"}]}"""u8)),
            "service-role/AWSLambdaSQSQueueExecutionRole" or "AWSXRayDaemonWriteAccess" => [],
            _ => throw new LocalCloudException($"role {role.LogicalId} uses the managed policy {arn}, which LocalCloud does not know"),
        };
    }

    private void AddResourcePolicies(Stack stack, string type, string property, Func<string, string> arnOf)
    {
        foreach (var policy in stack.OfType(type))
        {
            foreach (var name in policy.Strings(property))
            {
                Of(_byResource, arnOf(name)).AddRange(Statement.OfDocument(policy.LogicalId, policy.Obj("PolicyDocument")));
            }
        }
    }

    private static List<Statement> Of(Dictionary<string, List<Statement>> map, string key) =>
        map.TryGetValue(key, out var list) ? list : map[key] = [];
}
