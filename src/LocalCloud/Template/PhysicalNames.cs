using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Ooak.LocalCloud.Template;

/// <summary>Stable physical ids, ARNs and attributes: what Ref and Fn::GetAtt give. All derive from the logical id, so a restart keeps them.</summary>
internal sealed class PhysicalNames(string stackName, string account, string region, JsonObject resources)
{
    private readonly Dictionary<string, string> _refs = new(StringComparer.Ordinal);

    public Resolver? Resolver { get; set; }

    /// <summary>The value of <c>Ref</c>.</summary>
    public string Ref(string id)
    {
        if (!_refs.TryGetValue(id, out var value))
        {
            _refs[id] = value = Physical(id);
        }

        return value;
    }

    public string Arn(string id)
    {
        var name = Ref(id);
        return Type(id) switch
        {
            "AWS::DynamoDB::Table" => $"arn:aws:dynamodb:{region}:{account}:table/{name}",
            "AWS::Cognito::UserPool" => $"arn:aws:cognito-idp:{region}:{account}:userpool/{name}",
            "AWS::Lambda::Function" => $"arn:aws:lambda:{region}:{account}:function:{name}",
            "AWS::IAM::Role" => $"arn:aws:iam::{account}:role/{name}",
            "AWS::SQS::Queue" => $"arn:aws:sqs:{region}:{account}:{name.Split('/')[^1]}",
            "AWS::S3::Bucket" => $"arn:aws:s3:::{name}",
            "AWS::CloudFront::Distribution" => $"arn:aws:cloudfront::{account}:distribution/{name}",
            "AWS::Logs::LogGroup" => $"arn:aws:logs:{region}:{account}:log-group:{name}:*",
            "AWS::CloudWatch::Alarm" => $"arn:aws:cloudwatch:{region}:{account}:alarm:{name}",
            "AWS::Lambda::EventSourceMapping" => $"arn:aws:lambda:{region}:{account}:event-source-mapping:{name}",
            "AWS::Events::Rule" => $"arn:aws:events:{region}:{account}:rule/{name}",
            "AWS::Scheduler::Schedule" => $"arn:aws:scheduler:{region}:{account}:schedule/default/{name}",
            _ => name,
        };
    }

    /// <summary>The value of <c>Fn::GetAtt</c>.</summary>
    public string Attribute(string id, string attribute)
    {
        var name = Ref(id);
        return (Type(id), attribute) switch
        {
            (_, "Arn") => Arn(id),
            ("AWS::DynamoDB::Table", "StreamArn") => Arn(id) + "/stream/2026-01-01T00:00:00.000",
            ("AWS::Cognito::UserPool", "ProviderName") => $"cognito-idp.{region}.amazonaws.com/{name}",
            ("AWS::Cognito::UserPool", "ProviderURL") => $"https://cognito-idp.{region}.amazonaws.com/{name}",
            ("AWS::Cognito::UserPool", "UserPoolId") or ("AWS::Cognito::UserPoolClient", "ClientId") => name,
            ("AWS::ApiGatewayV2::Api", "ApiId") => name,
            ("AWS::ApiGatewayV2::Api", "ApiEndpoint") => $"{(Raw(id).Str("ProtocolType") == "WEBSOCKET" ? "wss" : "https")}://{name}.execute-api.{region}.amazonaws.com",
            ("AWS::ApiGatewayV2::Route", "RouteId") or ("AWS::ApiGatewayV2::Integration", "IntegrationId") => name,
            ("AWS::ApiGatewayV2::Authorizer", "AuthorizerId") => name,
            ("AWS::SQS::Queue", "QueueName") => name.Split('/')[^1],
            ("AWS::SQS::Queue", "QueueUrl") or ("AWS::SNS::Topic", "TopicArn") => name,
            ("AWS::SNS::Topic", "TopicName") => name.Split(':')[^1],
            ("AWS::S3::Bucket", "DomainName") => $"{name}.s3.amazonaws.com",
            ("AWS::S3::Bucket", "RegionalDomainName") => $"{name}.s3.{region}.amazonaws.com",
            ("AWS::S3::Bucket", "DualStackDomainName") => $"{name}.s3.dualstack.{region}.amazonaws.com",
            ("AWS::CloudFront::Distribution", "DomainName") => DistributionDomain(id),
            ("AWS::CloudFront::Function", "FunctionARN") or ("AWS::CloudFront::Function", "FunctionMetadata.FunctionARN") => name,
            ("AWS::IAM::Role", "RoleId") => "AROA" + Hash(id, 17).ToUpperInvariant(),
            (_, "Id" or "GroupId" or "LayerVersionArn") => name,
            var (type, _) => throw new LocalCloudException($"Fn::GetAtt {id}.{attribute}: LocalCloud knows no such attribute of {type}"),
        };
    }

    public static string DistributionDomain(string id) => $"d{Hash(id, 13)}.cloudfront.net";

    private string Physical(string id) => Type(id) switch
    {
        "AWS::DynamoDB::Table" => Named(id, "TableName"),
        "AWS::Cognito::UserPool" => $"{region}_{Hash(id, 9)}",
        "AWS::Cognito::UserPoolClient" => Hash(id, 26),
        "AWS::Cognito::UserPoolGroup" => Given(id, "GroupName") ?? id,
        "AWS::Cognito::UserPoolUser" => Given(id, "Username") ?? id,
        "AWS::ApiGatewayV2::Api" => Hash(id, 10),
        "AWS::ApiGatewayV2::Stage" => Given(id, "StageName") ?? "$default",
        "AWS::ApiGatewayV2::Route" or "AWS::ApiGatewayV2::Integration" => Hash(id, 7),
        "AWS::ApiGatewayV2::Authorizer" => Hash(id, 6),
        "AWS::Lambda::Function" => Named(id, "FunctionName"),
        "AWS::Lambda::LayerVersion" => $"arn:aws:lambda:{region}:{account}:layer:{id}:1",
        "AWS::Lambda::EventSourceMapping" => new Guid(Digest(id).AsSpan(0, 16)).ToString(),
        "AWS::IAM::Role" => Named(id, "RoleName"),
        "AWS::SQS::Queue" => $"https://sqs.{region}.amazonaws.com/{account}/{Named(id, "QueueName")}",
        "AWS::SNS::Topic" => $"arn:aws:sns:{region}:{account}:{Named(id, "TopicName")}",
        "AWS::SNS::Subscription" => $"{SubscriptionTopic(id)}:{new Guid(Digest(id).AsSpan(0, 16))}",
        "AWS::S3::Bucket" => Named(id, "BucketName").ToLowerInvariant(),
        "AWS::CloudFront::Distribution" => "E" + Hash(id, 13).ToUpperInvariant(),
        "AWS::CloudFront::Function" => $"arn:aws:cloudfront::{account}:function/{Given(id, "Name") ?? id}",
        "AWS::CloudFront::OriginAccessControl" => "E" + Hash(id, 13).ToUpperInvariant(),
        "AWS::CloudFront::ResponseHeadersPolicy" or "AWS::CloudFront::CachePolicy" or "AWS::CloudFront::OriginRequestPolicy" =>
            new Guid(Digest(id).AsSpan(0, 16)).ToString(),
        "AWS::Logs::LogGroup" => Given(id, "LogGroupName") ?? Named(id, "LogGroupName"),
        _ => Named(id, "Name"),
    };

    private string SubscriptionTopic(string id) => Resolver!.Resolve(Raw(id)["TopicArn"])?.ToString() ?? "";

    private string Named(string id, string property) => Given(id, property) ?? $"{stackName}-{id}-{Hash(id, 12)}";

    private string? Given(string id, string property) =>
        Raw(id).ContainsKey(property) ? Resolver!.Resolve(Raw(id)[property])?.ToString() : null;

    private string Type(string id) => Entry(id).Require("Type");

    private JsonObject Raw(string id) => Entry(id).Obj("Properties") ?? [];

    private JsonObject Entry(string id) => resources.Obj(id) ?? throw new LocalCloudException($"the template refers to {id}, which it does not have");

    private static byte[] Digest(string id) => SHA256.HashData(Encoding.UTF8.GetBytes("localcloud:" + id));

    private static string Hash(string id, int length)
    {
        const string Alphabet = "abcdefghijklmnopqrstuvwxyz0123456789";
        return string.Concat(Digest(id).Take(length).Select(b => Alphabet[b % Alphabet.Length]));
    }
}
