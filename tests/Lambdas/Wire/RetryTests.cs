using Amazon.Runtime;

namespace Ooak.Lambdas.Tests.Wire;

/// <summary>What the clients try again, beside what AWS's SDK for JavaScript tries again.</summary>
[Collection(WireCollection.Name)]
public sealed class RetryTests(JavaScriptClient javaScript)
{
    [Fact]
    public async Task Both_clients_try_the_same_again() => await Task.WhenAll(
        AttemptsAsync("AdminGetUser", Canned.Json(500, """{"__type":"InternalErrorException"}"""), 3),
        AttemptsAsync("InitiateAuth", Canned.Json(400, """{"__type":"TooManyRequestsException"}"""), 3),
        AttemptsAsync("InitiateAuth", Canned.Json(400, """{"__type":"NotAuthorizedException"}"""), 1),
        AttemptsAsync("InitiateAuth", Canned.Html(502), 3),
        AttemptsAsync("Publish", Canned.Xml(400, "<ErrorResponse><Error><Type>Sender</Type><Code>Throttling</Code></Error></ErrorResponse>"), 3),
        AttemptsAsync("Publish", Canned.Html(503), 3),
        AttemptsAsync("Publish", new Canned(500, ""), 3),
        AttemptsAsync("PostToConnection", Canned.Json(503, "{}"), 3),
        AttemptsAsync("PostToConnection", Canned.Json(410, "{}", ("x-amzn-ErrorType", "GoneException")), 1));

    [Theory]
    [InlineData("AdminGetUser")]
    [InlineData("Publish")]
    [InlineData("PostToConnection")]
    public async Task A_call_succeeds_where_its_second_attempt_does(string name)
    {
        var operation = Operation.Named(name);
        await using var recorder = await Recorder.StartAsync(new Canned(503, ""), operation.Response);

        await Clients.CallAsync(recorder.Url, operation, retries: null);

        recorder.Requests.Count.ShouldBe(2);
        recorder.Requests[1].Body.ShouldBe(recorder.Requests[0].Body);
        recorder.Requests[1].Signature.ShouldNotBeNull();
    }

    private async Task AttemptsAsync(string name, Canned answer, int attempts)
    {
        var operation = Operation.Named(name);
        await using var forOurs = await Recorder.StartAsync(answer);
        await using var forTheirs = await Recorder.StartAsync(answer);

        await Task.WhenAll(
            Should.ThrowAsync<AmazonServiceException>(Clients.CallAsync(forOurs.Url, operation, retries: null)),
            javaScript.CallAsync(forTheirs.Url, operation, attempts: 3));

        forTheirs.Requests.Count.ShouldBe(attempts, $"JavaScript: {name} {answer}");
        forOurs.Requests.Count.ShouldBe(attempts, $"{name} {answer}");
    }
}
