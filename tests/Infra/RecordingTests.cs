using System.Text.Json.Nodes;
using Ooak.Lambdas.Functions;

namespace Ooak.Infra.Tests;

public sealed class RecordingTests(Synthesized stack)
{
    [Fact]
    public void Only_the_functions_of_recordings_reach_their_objects_and_no_others()
    {
        var reaching = stack.Grants
            .Select(grant => grant.Statement)
            .Where(statement => statement["Action"]!.ToJsonString().Contains("\"s3:", StringComparison.Ordinal))
            .Where(statement => statement["Resource"]!.ToJsonString().Contains(BucketId(), StringComparison.Ordinal))
            .Select(statement => $"{string.Join(' ', Many(statement["Action"]!))} on {Where(statement["Resource"]!)}")
            .Order(StringComparer.Ordinal);

        // In turn: erase, play, export, receive, start.
        reaching.ShouldBe(
        [
            "s3:DeleteObject on recordings/*",
            "s3:GetObject on recordings/*",
            "s3:GetObject on recordings/*",
            "s3:GetObject s3:DeleteObject on recordings/*",
            "s3:ListBucket on the bucket",
            "s3:ListBucket on the bucket",
            "s3:ListBucket on the bucket",
            "s3:PutObject on recordings/*",
        ]);
    }

    [Fact]
    public void An_upload_leads_to_its_function_and_what_that_fails_at_is_put_aside()
    {
        var function = stack.FunctionId("ReceiveRecording");
        Bucket()["NotificationConfiguration"]!.ToJsonString().ShouldBe("""{"EventBridgeConfiguration":{"EventBridgeEnabled":true}}""");
        var rule = stack.Single("AWS::Events::Rule")["Properties"]!;
        JsonNode.DeepEquals(rule["EventPattern"], JsonNode.Parse(
            """{"source":["aws.s3"],"detail-type":["Object Created"],"detail":{"bucket":{"name":[{"Ref":"@"}]},"object":{"key":[{"prefix":"recordings/"}]}}}""".Replace("@", BucketId()))).ShouldBeTrue(rule["EventPattern"]!.ToJsonString());
        rule["Targets"]!.AsArray().ShouldHaveSingleItem()!["Arn"]!["Fn::GetAtt"]![0]!.GetValue<string>().ShouldBe(function);
        var invocation = stack.OfType("AWS::Lambda::EventInvokeConfig").Select(entry => entry.Resource["Properties"]!)
            .Single(properties => properties["FunctionName"]!["Ref"]!.GetValue<string>() == function);
        invocation["DestinationConfig"]!["OnFailure"]!["Destination"].ShouldNotBeNull();
        stack.Resources.Select(entry => entry.Value!["Type"]!.GetValue<string>()).ShouldNotContain("Custom::S3BucketNotifications");
    }

    [Fact]
    public void Recordings_end_with_their_retention()
    {
        Days(stack).ShouldBe(60);
        Days(new Synthesized(new StackSettings { RecordingRetentionDays = 7 })).ShouldBe(7);
    }

    [Fact]
    public void Only_the_functions_that_touch_recordings_know_their_bucket()
    {
        foreach (var spec in FunctionCatalog.All.Select(entry => entry.Spec))
        {
            var known = stack.Resources[stack.FunctionId(spec.Name)]!["Properties"]!["Environment"]!["Variables"]!["RECORDINGS_BUCKET"];
            (known is not null).ShouldBe(spec.Grants.Any(grant => grant.Resource == Resource.Recordings), spec.Name);
        }
    }

    private static int Days(Synthesized stack) =>
        Recordings(stack).Resource["Properties"]!["LifecycleConfiguration"]!["Rules"]!.AsArray().ShouldHaveSingleItem()!["ExpirationInDays"]!.GetValue<int>();

    private static (string Id, JsonNode Resource) Recordings(Synthesized stack) => stack.OfType("AWS::S3::Bucket").Single(bucket => bucket.Id.Contains("Recordings", StringComparison.Ordinal));

    private string BucketId() => Recordings(stack).Id;

    private JsonNode Bucket() => Recordings(stack).Resource["Properties"]!;

    private static string Where(JsonNode resource) =>
        resource["Fn::Join"] is { } join ? join[1]!.AsArray()[^1]!.GetValue<string>().TrimStart('/') : "the bucket";

    private static IEnumerable<string> Many(JsonNode node) => (node is JsonArray array ? array.Select(item => item!) : [node]).Select(item => item.GetValue<string>());
}
