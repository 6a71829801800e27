using System.Text.Json.Nodes;

namespace Ooak.LocalCloud.Cognito.Operations;

internal static class DescribeUserPoolClient
{
    public static JsonObject Handle(CognitoCall call)
    {
        var client = call.Pool.Clients.GetValueOrDefault(call.Require("ClientId")) ?? throw CognitoErrors.NotFound($"User pool client {call.Require("ClientId")} does not exist.");
        return new JsonObject
        {
            ["UserPoolClient"] = new JsonObject
            {
                ["UserPoolId"] = client.PoolId,
                ["ClientName"] = client.Name,
                ["ClientId"] = client.Id,
                ["ClientSecret"] = client.Secret,
                ["ExplicitAuthFlows"] = new JsonArray([.. client.ExplicitAuthFlows.Select(f => (JsonNode)f)]),
                ["EnableTokenRevocation"] = client.RevocationEnabled,
            },
        };
    }
}
