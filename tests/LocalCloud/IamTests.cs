using System.Text.Json.Nodes;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;

namespace Ooak.LocalCloud.Tests;

public sealed class IamTests(SharedCloud shared)
{
    private readonly Harness _cloud = shared.Harness;

    [Fact]
    public async Task A_granted_call_passes_and_another_is_refused_by_name()
    {
        var allowed = await _cloud.CallAsWeb(DynamoDb("PutItem", new JsonObject { ["TableName"] = _cloud.Table, ["Item"] = Item("IAM", "A") }));
        var refused = await _cloud.CallAsWeb(DynamoDb("DeleteItem", new JsonObject { ["TableName"] = _cloud.Table, ["Key"] = Item("IAM", "A") }));

        allowed.Status.ShouldBe(200);
        refused.Status.ShouldBe(400);
        var error = JsonNode.Parse(refused.Body)!;
        ((string)error["__type"]!).ShouldBe("com.amazon.coral.service#AccessDeniedException");
        ((string)error["message"]!).ShouldMatch(
            "^User: arn:aws:sts::000000000000:assumed-role/.*WebRole.*/.*Web.* is not authorized to perform: dynamodb:DeleteItem on resource: arn:aws:dynamodb:eu-central-1:000000000000:table/.*Table.* because no identity-based policy allows the dynamodb:DeleteItem action$");
    }

    [Fact]
    public async Task A_transaction_needs_the_permission_of_each_of_its_parts()
    {
        JsonObject Transaction(JsonObject part) => DynamoDb("TransactWriteItems", new JsonObject { ["TransactItems"] = new JsonArray(part) });

        var put = await _cloud.CallAsWeb(Transaction(new JsonObject { ["Put"] = new JsonObject { ["TableName"] = _cloud.Table, ["Item"] = Item("IAM", "T") } }));
        var update = await _cloud.CallAsWeb(Transaction(new JsonObject { ["Update"] = new JsonObject { ["TableName"] = _cloud.Table, ["Key"] = Item("IAM", "T"), ["UpdateExpression"] = "REMOVE x" } }));

        put.Status.ShouldBe(200);
        update.Body.ShouldContain("not authorized to perform: dynamodb:UpdateItem");
    }

    [Fact]
    public async Task An_index_is_a_resource_of_its_own()
    {
        JsonObject Query(string? index) => DynamoDb("Query", new JsonObject
        {
            ["TableName"] = _cloud.Table,
            ["IndexName"] = index,
            ["KeyConditionExpression"] = (index is null ? "pk" : "gpk") + " = :v",
            ["ExpressionAttributeValues"] = new JsonObject { [":v"] = new JsonObject { ["S"] = "x" } },
        });

        (await _cloud.CallAsWeb(Query("by-gpk"))).Status.ShouldBe(200);
        (await _cloud.CallAsWeb(Query(null))).Body.ShouldContain("dynamodb:Query");
    }

    [Fact]
    public async Task An_object_is_reachable_under_its_granted_prefix_and_an_explicit_deny_wins()
    {
        JsonObject S3(string method, string key) => new() { ["service"] = "s3", ["method"] = method, ["path"] = $"/{_cloud.Cloud.PhysicalIds["Uploads"]}/{key}", ["body"] = "x" };

        (await _cloud.CallAsWeb(S3("PUT", "mine/a.txt"))).Status.ShouldBe(200);
        (await _cloud.CallAsWeb(S3("PUT", "other/a.txt"))).Body.ShouldContain("<Code>AccessDenied</Code>");
        (await _cloud.CallAsWeb(S3("DELETE", "mine/a.txt"))).Body.ShouldContain("explicit deny");
    }

    [Fact]
    public async Task A_wrong_signature_gets_the_services_own_error()
    {
        using var dynamoDb = new AmazonDynamoDBClient(
            new BasicAWSCredentials(LocalCloudHost.RootCredentials.AccessKey, "wrong"),
            new AmazonDynamoDBConfig { ServiceURL = _cloud.Cloud.Services.ToString(), AuthenticationRegion = _cloud.Cloud.Region, MaxErrorRetry = 0 });
        using var s3 = _cloud.S3("wrong");

        (await Should.ThrowAsync<AmazonDynamoDBException>(() => dynamoDb.DescribeTableAsync(_cloud.Table))).ErrorCode.ShouldBe("InvalidSignatureException");
        (await Should.ThrowAsync<Amazon.S3.AmazonS3Exception>(() => s3.GetObjectAsync(_cloud.Cloud.PhysicalIds["Uploads"], "x"))).ErrorCode.ShouldBe("SignatureDoesNotMatch");
    }

    [Fact]
    public async Task Root_may_do_everything()
    {
        using var client = _cloud.DynamoDb();
        var table = await client.DescribeTableAsync(_cloud.Table);

        table.Table.GlobalSecondaryIndexes.Single().IndexName.ShouldBe("by-gpk");
        table.Table.LocalSecondaryIndexes.Single().IndexName.ShouldBe("by-lsk");
        (await client.DescribeTimeToLiveAsync(new DescribeTimeToLiveRequest { TableName = _cloud.Table })).TimeToLiveDescription.AttributeName.ShouldBe("ttl");
    }

    private static JsonObject Item(string pk, string sk) => new() { ["pk"] = new JsonObject { ["S"] = pk }, ["sk"] = new JsonObject { ["S"] = sk } };

    private static JsonObject DynamoDb(string operation, JsonObject body) => new() { ["service"] = "dynamodb", ["target"] = "DynamoDB_20120810." + operation, ["body"] = body };
}
