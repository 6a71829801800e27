using System.Text.Json.Nodes;
using Ooak.LocalCloud.Aws;

namespace Ooak.LocalCloud.DynamoDb;

/// <summary>Which IAM actions a DynamoDB call needs, on which table or index.</summary>
/// <remarks>Service Authorization Reference, "Actions, resources, and condition keys for Amazon DynamoDB".</remarks>
internal static class DynamoDbActions
{
    private static readonly HashSet<string> Single = new(StringComparer.Ordinal)
    {
        "GetItem", "PutItem", "UpdateItem", "DeleteItem", "Query", "Scan", "DescribeTable", "DescribeTimeToLive", "DescribeContinuousBackups", "ConditionCheckItem",
        "CreateTable", "DeleteTable", "UpdateTable", "UpdateTimeToLive",
    };

    public static bool Writes(string operation) =>
        operation is "PutItem" or "UpdateItem" or "DeleteItem" or "BatchWriteItem" or "TransactWriteItems" or "ExecuteStatement" or "BatchExecuteStatement" or "ExecuteTransaction";

    public static IEnumerable<(string Action, string? Table, string? Index)> Of(string operation, JsonObject body)
    {
        switch (operation)
        {
            case "ListTables" or "DescribeLimits" or "DescribeEndpoints":
                return [(operation, null, null)];
            case "BatchGetItem" or "BatchWriteItem":
                return (body.Obj("RequestItems") ?? []).Select(table => (operation, (string?)Name(table.Key), (string?)null));
            case "TransactGetItems":
                return body.List("TransactItems").Select(item => One("GetItem", item.Obj("Get")));
            case "TransactWriteItems":
                return body.List("TransactItems").OfType<JsonObject>().SelectMany(item => item).Select(item => One(
                    item.Key switch { "Put" => "PutItem", "Update" => "UpdateItem", "Delete" => "DeleteItem", _ => "ConditionCheckItem" },
                    item.Value as JsonObject));
            case var _ when Single.Contains(operation):
                return [One(operation, body)];
            default:
                throw new AwsException(400, "UnknownOperationException", $"LocalCloud does not implement dynamodb:{operation}.");
        }
    }

    private static (string Action, string? Table, string? Index) One(string action, JsonObject? request) =>
        (action, Name(request.Str("TableName")), request.Str("IndexName"));

    /// <summary>A table may be given by name or by ARN.</summary>
    private static string? Name(string? table) => table?.Split("table/")[^1];
}
