using System.Text.Json;
using System.Text.Json.Nodes;
using Ooak.LocalCloud.Aws;
using Ooak.LocalCloud.Aws.Iam;

namespace Ooak.LocalCloud.DynamoDb;

/// <summary>DynamoDB's endpoint: decides by IAM, then hands the call to DynamoDB Local.</summary>
internal sealed class DynamoDbEndpoint(DynamoDbClient client, IamPolicies policies, string account, string region)
{
    /// <summary>Called after each write that may have reached a stream.</summary>
    public event Action? Written;

    public async Task<WireResponse> HandleAsync(WireRequest request, Principal who, CancellationToken cancellation)
    {
        var target = request.Header("x-amz-target") ?? "";
        var operation = target.Split('.')[^1];
        JsonObject body;
        try
        {
            body = Json.ParseObject(request.Body);
        }
        catch (JsonException)
        {
            throw new AwsException(400, "SerializationException", "Start of structure or map found where not expected.");
        }

        if (target.StartsWith("DynamoDB_20120810.", StringComparison.Ordinal))
        {
            foreach (var (action, table, index) in DynamoDbActions.Of(operation, body))
            {
                var arn = table is null ? "*" : $"arn:aws:dynamodb:{region}:{account}:table/{table}";
                policies.Demand(who, [("dynamodb:" + action, index is null ? arn : $"{arn}/index/{index}")], arn);
            }
        }
        else
        {
            policies.Demand(who, [("dynamodb:" + operation, body.Str("StreamArn") ?? "*")]);
        }

        var response = await client.Forward(target, request.Body, cancellation);
        if (response.Status == 200 && DynamoDbActions.Writes(operation))
        {
            Written?.Invoke();
        }

        return response;
    }
}
