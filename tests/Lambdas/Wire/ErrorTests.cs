using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Amazon.Runtime;

namespace Ooak.Lambdas.Tests.Wire;

/// <summary>How the clients read an error, beside how AWS's SDK for JavaScript reads it.</summary>
[Collection(WireCollection.Name)]
public sealed class ErrorTests(JavaScriptClient javaScript)
{
    private const string Message = "Incorrect username or password: å.";

    private static readonly string[] SnsCodes = ["NotFound", "InvalidParameter", "AuthorizationError"];

    public static TheoryData<string, string> Modelled { get; } = new(
    [
        .. Exceptions("Amazon.CognitoIdentityProvider").Select(code => ("AdminCreateUser", code)),
        .. Exceptions("Amazon.ApiGatewayManagementApi").Select(code => ("PostToConnection", code)),
        .. Exceptions("Amazon.SimpleEmailV2").Select(code => ("SendEmail", code)),
        .. SnsCodes.Select(code => ("Publish", code)),
    ]);

    [Fact]
    public void Every_exception_of_SNS_is_judged() =>
        Exceptions("Amazon.SimpleNotificationService").Order().ShouldBe(SnsCodes.Select(code => code + "Exception").Order());

    [Theory]
    [MemberData(nameof(Modelled))]
    public async Task A_modelled_error_is_the_same_exception(string operation, string code)
    {
        var (ours, theirs) = await BothAsync(Operation.Named(operation), operation == "Publish"
            ? Xml(400, code, Message)
            : Canned.Json(400, Body($"com.amazonaws#{code}", Message)));

        ours.GetType().Name.ShouldBe(operation == "Publish" ? code + "Exception" : code);
        ours.GetType().Name.ShouldBe(theirs.Name);
        ours.ErrorCode.ShouldBe(code);
        ours.Message.ShouldBe(theirs.Message);
        ours.Message.ShouldBe(Message);
        ours.RequestId.ShouldBe("request-7");
        ours.RequestId.ShouldBe(theirs.RequestId);
        theirs.Status.ShouldBe((int)ours.StatusCode);
    }

    public static TheoryData<string> Spellings =>
    [
        "NotAuthorizedException",
        "com.amazonaws.cognito.identity.idp.model#NotAuthorizedException",
        "com.amazonaws.cognito.identity.idp.model#NotAuthorizedException:http://internal.amazon.com/coral/com.amazonaws.cognito/",
        "NotAuthorizedException:http://internal.amazon.com/coral/com.amazonaws.cognito/#x",
    ];

    [Theory]
    [MemberData(nameof(Spellings))]
    public async Task A_code_is_read_in_all_its_spellings(string code)
    {
        foreach (var answer in (Canned[])
        [
            Canned.Json(400, Body(code, Message)),
            Canned.Json(400, $$"""{"Message":"{{Message}}"}""", ("x-amzn-ErrorType", code)),
            Canned.Json(400, $$"""{"code":"{{code}}","message":"{{Message}}"}"""),
        ])
        {
            var (ours, theirs) = await BothAsync(Operation.Named("InitiateAuth"), answer);

            ours.GetType().Name.ShouldBe("NotAuthorizedException", answer.Body);
            theirs.Name.ShouldBe("NotAuthorizedException", answer.Body);
            ours.Message.ShouldBe(theirs.Message);
        }
    }

    [Theory]
    [InlineData("InitiateAuth")]
    [InlineData("PostToConnection")]
    [InlineData("Publish")]
    public async Task A_code_that_no_model_knows_is_kept(string operation)
    {
        var (ours, theirs) = await BothAsync(Operation.Named(operation), operation == "Publish"
            ? Xml(403, "SomethingNew", Message)
            : Canned.Json(403, Body("SomethingNew", Message)));

        ours.ErrorCode.ShouldBe("SomethingNew");
        ours.ErrorCode.ShouldBe(theirs.Name);
        ours.Message.ShouldBe(theirs.Message);
        ours.GetType().Name.ShouldStartWith("Amazon");
        ((int)ours.StatusCode).ShouldBe(403);
    }

    [Theory]
    [InlineData("InitiateAuth", 400)]
    [InlineData("InitiateAuth", 500)]
    [InlineData("PostToConnection", 403)]
    [InlineData("PostToConnection", 410)]
    [InlineData("DeleteConnection", 500)]
    [InlineData("Publish", 403)]
    [InlineData("Publish", 503)]
    public async Task An_error_without_a_body_keeps_its_status(string operation, int status)
    {
        var (ours, theirs) = await BothAsync(Operation.Named(operation), new Canned(status, ""));

        ((int)ours.StatusCode).ShouldBe(status);
        theirs.Status.ShouldBe(status);
        ours.GetType().Name.ShouldStartWith("Amazon");
    }

    [Theory]
    [InlineData("InitiateAuth", 502)]
    [InlineData("PostToConnection", 403)]
    [InlineData("Publish", 502)]
    [InlineData("Publish", 400)]
    public async Task An_error_page_of_something_between_keeps_its_status(string operation, int status)
    {
        var (ours, theirs) = await BothAsync(Operation.Named(operation), Canned.Html(status));

        ((int)ours.StatusCode).ShouldBe(status);
        theirs.Status.ShouldBe(status);
        ours.GetType().Name.ShouldStartWith("Amazon");
    }

    [Theory]
    [InlineData(410, "GoneException")]
    [InlineData(403, "ForbiddenException")]
    [InlineData(403, "AccessDeniedException")]
    [InlineData(403, "InvalidSignatureException")]
    [InlineData(413, "PayloadTooLargeException")]
    [InlineData(429, "LimitExceededException")]
    public async Task A_connections_error_goes_by_its_code_not_by_its_status(int status, string code)
    {
        var (ours, theirs) = await BothAsync(Operation.Named("PostToConnection"), Canned.Json(status, """{"message":"No"}""", ("x-amzn-ErrorType", code)));

        Name(ours).ShouldBe(theirs.Name);
        Name(ours).ShouldBe(code);
        ((int)ours.StatusCode).ShouldBe(status);
        ours.Message.ShouldBe("No");
    }

    [Theory]
    [InlineData("""{"__type":7,"message":["x"]}""")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("{")]
    public async Task A_mangled_error_keeps_its_status(string body)
    {
        await using var recorder = await Recorder.StartAsync(Canned.Json(400, body));

        var error = await Should.ThrowAsync<AmazonServiceException>(Clients.CallAsync(recorder.Url, Operation.Named("InitiateAuth")));

        ((int)error.StatusCode).ShouldBe(400);
        error.GetType().Name.ShouldStartWith("Amazon");
    }

    private static string Name(AmazonServiceException error) => error.GetType().Name.StartsWith("Amazon", StringComparison.Ordinal) ? error.ErrorCode : error.GetType().Name;

    private static string Body(string code, string message) => new JsonObject { ["__type"] = code, ["message"] = message }.ToJsonString();

    private static Canned Xml(int status, string code, string message) => Canned.Xml(status,
        $"""
        <ErrorResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><Error><Type>Sender</Type><Code>{code}</Code><Message>{message}</Message></Error>
        <RequestId>request-7</RequestId></ErrorResponse>
        """);

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "Tests are not trimmed.")]
    private static IEnumerable<string> Exceptions(string assembly) => Service.All.Select(s => s.Interface.Assembly).Single(a => a.GetTypes().Any(t => t.Namespace == assembly))
        .GetExportedTypes().Where(t => t.Namespace == assembly + ".Model" && t.IsSubclassOf(typeof(AmazonServiceException))).Select(t => t.Name);

    private async Task<(AmazonServiceException Ours, (string Name, string Message, int? Status, string? RequestId) Theirs)> BothAsync(Operation operation, Canned answer)
    {
        await using var recorder = await Recorder.StartAsync(answer);
        var ours = await Should.ThrowAsync<AmazonServiceException>(Clients.CallAsync(recorder.Url, operation));
        var theirs = (await javaScript.CallAsync(recorder.Url, operation))["error"].ShouldNotBeNull();
        return (ours, ((string)theirs["name"]!, (string)theirs["message"]!, (int?)theirs["status"], (string?)theirs["requestId"]));
    }
}
