using System.Text.Json.Nodes;
using Ooak.LocalCloud.Aws;
using Ooak.LocalCloud.Template;

namespace Ooak.LocalCloud.DynamoDb;

/// <summary>Creates the template's tables, and keeps those that an earlier run left on disk.</summary>
internal static class TableProvisioning
{
    private static readonly string[] Copied = ["KeySchema", "AttributeDefinitions", "GlobalSecondaryIndexes", "LocalSecondaryIndexes"];

    public static async Task ApplyAsync(Stack stack, DynamoDbClient client, CancellationToken cancellation)
    {
        foreach (var table in stack.OfType("AWS::DynamoDB::Table"))
        {
            if (!await Exists(table, client, cancellation))
            {
                await client.Call("CreateTable", Definition(table), cancellation);
            }

            await EnableTimeToLive(table, client, cancellation);
        }
    }

    public static async Task RemoveAsync(Stack stack, DynamoDbClient client)
    {
        foreach (var table in stack.OfType("AWS::DynamoDB::Table"))
        {
            try
            {
                await client.Call("DeleteTable", new JsonObject { ["TableName"] = table.PhysicalId });
            }
            catch (AwsException e) when (e.Code == "ResourceNotFoundException")
            {
                // A start that failed did not come to it.
            }
        }
    }

    private static async Task<bool> Exists(Resource table, DynamoDbClient client, CancellationToken cancellation)
    {
        try
        {
            var found = (await client.Call("DescribeTable", new JsonObject { ["TableName"] = table.PhysicalId }, cancellation)).Obj("Table")!;
            var same = Indexes(found, "GlobalSecondaryIndexes").SetEquals(Indexes(table.Properties, "GlobalSecondaryIndexes"))
                && Indexes(found, "LocalSecondaryIndexes").SetEquals(Indexes(table.Properties, "LocalSecondaryIndexes"));
            return same ? true : throw new LocalCloudException($"the stored table {table.PhysicalId} has other indexes than the template; start with an empty --data folder");
        }
        catch (AwsException e) when (e.Code == "ResourceNotFoundException")
        {
            return false;
        }
    }

    private static HashSet<string> Indexes(JsonNode table, string kind) => [.. table.List(kind).Select(index => index.Require("IndexName"))];

    private static JsonObject Definition(Resource table)
    {
        var request = new JsonObject { ["TableName"] = table.PhysicalId, ["BillingMode"] = "PAY_PER_REQUEST" };
        foreach (var name in Copied)
        {
            if (table.Properties[name] is { } value)
            {
                request[name] = value.DeepClone();
                foreach (var index in request[name] as JsonArray ?? [])
                {
                    (index as JsonObject)?.Remove("ContributorInsightsSpecification");
                }
            }
        }

        if (table.Obj("StreamSpecification") is { } stream)
        {
            request["StreamSpecification"] = new JsonObject { ["StreamEnabled"] = true, ["StreamViewType"] = stream.Require("StreamViewType") };
        }

        return request;
    }

    private static async Task EnableTimeToLive(Resource table, DynamoDbClient client, CancellationToken cancellation)
    {
        if (table.Obj("TimeToLiveSpecification") is not { } specification || !specification.Bool("Enabled"))
        {
            return;
        }

        var now = await client.Call("DescribeTimeToLive", new JsonObject { ["TableName"] = table.PhysicalId }, cancellation);
        if (now.Obj("TimeToLiveDescription").Str("TimeToLiveStatus") is not ("ENABLED" or "ENABLING"))
        {
            await client.Call(
                "UpdateTimeToLive",
                new JsonObject
                {
                    ["TableName"] = table.PhysicalId,
                    ["TimeToLiveSpecification"] = new JsonObject { ["Enabled"] = true, ["AttributeName"] = specification.Require("AttributeName") },
                },
                cancellation);
        }
    }
}
