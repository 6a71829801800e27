using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Ooak.Lambdas.Tests.Wire;

/// <summary>What the clients send, beside what AWS's SDK for JavaScript sends.</summary>
[Collection(WireCollection.Name)]
public sealed class RequestTests(JavaScriptClient javaScript)
{
    public static TheoryData<string> Operations => [.. Operation.All.Select(o => o.Name)];

    [Fact]
    public void Every_operation_that_a_client_offers_is_judged() =>
        Service.All.SelectMany(s => s.Offered).Order().ShouldBe(Operation.All.Select(o => o.Name).Order());

    [Theory]
    [MemberData(nameof(Operations))]
    public void Every_member_of_a_request_is_judged(string name)
    {
        var operation = Operation.Named(name);

        JsonNode.Parse(operation.Input)!.AsObject().Select(p => p.Key).Order().ShouldBe(Clients.Members(operation.RequestType).Select(p => p.Name).Order());
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Both_clients_send_the_same(string name)
    {
        var operation = Operation.Named(name);
        var (ours, theirs) = await BothAsync(operation);

        ours.Method.ShouldBe(theirs.Method);
        ours.Target.ShouldBe(Escaped(theirs.Target));
        ours.ContentType.ShouldBe(theirs.ContentType);
        ours.Header("x-amz-target").ShouldBe(theirs.Header("x-amz-target"));
        ours.Meaning.ShouldBe(theirs.Meaning);
        (ours.Signature is null).ShouldBe(theirs.Signature is null);
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task A_minimal_request_leaves_out_what_is_absent(string name)
    {
        var operation = Operation.Named(name);
        var input = JsonNode.Parse(operation.Input)!.AsObject();
        foreach (var optional in input.Select(p => p.Key).Except(["ConnectionId", "Message", "TopicArn", "Username", "UserPoolId", "ClientId"]).ToList())
        {
            input.Remove(optional);
        }

        var (ours, theirs) = await BothAsync(operation, input);

        ours.Meaning.ShouldBe(theirs.Meaning);
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task A_request_is_signed_where_the_service_asks_for_it(string name)
    {
        var operation = Operation.Named(name);
        var (ours, _) = await BothAsync(operation);

        if (!operation.Signed)
        {
            ours.Header("authorization").ShouldBeNull();
            ours.Header("x-amz-security-token").ShouldBeNull();
            return;
        }

        var signature = ours.Signature.ShouldNotBeNull();
        signature.AccessKey.ShouldBe(Clients.AccessKey);
        signature.Region.ShouldBe(Clients.Region);
        signature.Service.ShouldBe(operation.Service.Scope);
        signature.SignedHeaders.ShouldBe(signature.SignedHeaders.Order(StringComparer.Ordinal));
        signature.SignedHeaders.ShouldContain("host");
        signature.SignedHeaders.ShouldContain("x-amz-date");
        signature.SignedHeaders.ShouldContain("x-amz-security-token");
        ours.Header("x-amz-security-token").ShouldBe(Clients.SessionToken);
        DateTime.ParseExact(ours.Header("x-amz-date")!, "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal)
            .ShouldBe(DateTime.UtcNow, TimeSpan.FromMinutes(1));
        if (ours.Header("x-amz-content-sha256") is { } hash)
        {
            hash.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(ours.Body)));
        }

        ours.Header("authorization")!.Replace(" ", "").ShouldBe((await javaScript.SignAsync(ours, operation)).Replace(" ", ""));
    }

    [Theory]
    [InlineData("PostToConnection", "a/b=", "/ws")]
    [InlineData("DeleteConnection", "a/b=", "/ws")]
    [InlineData("PostToConnection", "a b+c%2Fd~e!'()*", "")]
    [InlineData("DeleteConnection", "åäö?#&;:@", "/ws")]
    public async Task A_connection_id_is_one_escaped_segment(string name, string connectionId, string stage)
    {
        var operation = Operation.Named(name);
        var input = JsonNode.Parse(operation.Input)!;
        input["ConnectionId"] = connectionId;

        var (ours, theirs) = await BothAsync(operation, input, stage);

        ours.Target.ShouldBe(Escaped(theirs.Target));
        ours.Target.ShouldBe($"{stage}/%40connections/{Uri.EscapeDataString(connectionId)}");
        ours.Header("authorization")!.Replace(" ", "").ShouldBe((await javaScript.SignAsync(ours, operation)).Replace(" ", ""));
    }

    // AWSSDK.Core escapes every segment of a path, the at sign too; to the service both are the same path.
    private static string Escaped(string target) => target.Replace("/@connections/", "/%40connections/");

    private async Task<(Recorded Ours, Recorded Theirs)> BothAsync(Operation operation, JsonNode? input = null, string path = "")
    {
        await using var recorder = await Recorder.StartAsync(operation.Response);
        await Clients.CallAsync(recorder.Url + path, operation, input);
        var answer = await javaScript.CallAsync(recorder.Url + path, operation, input);
        answer["error"]?.ToJsonString().ShouldBeNull();
        recorder.Requests.Count.ShouldBe(2);
        return (recorder.Requests[0], recorder.Requests[1]);
    }
}
