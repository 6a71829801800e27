namespace Ooak.Lambdas.Tests.Wire;

/// <summary>How the clients read a response, beside how AWS's SDK for JavaScript reads it.</summary>
[Collection(WireCollection.Name)]
public sealed class ResponseTests(JavaScriptClient javaScript)
{
    public static TheoryData<string> Operations => [.. Operation.All.Select(o => o.Name)];

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Both_clients_understand_the_same(string name)
    {
        var operation = Operation.Named(name);
        await using var recorder = await Recorder.StartAsync(operation.Response);

        var ours = await Clients.CallAsync(recorder.Url, operation);
        var theirs = await javaScript.CallAsync(recorder.Url, operation);

        Recorded.Sorted(Clients.Understood(ours))!.ToJsonString().ShouldBe(Recorded.Sorted(theirs["output"])!.ToJsonString());
        ours.ResponseMetadata.RequestId.ShouldBe((string?)theirs["requestId"]);
        ((int)ours.HttpStatusCode).ShouldBe(200);
        Unset(ours, operation.ResponseType).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task A_response_without_members_is_understood(string name)
    {
        var operation = Operation.Named(name);
        var empty = operation.Service == Service.Sns ? Canned.Xml(200, "<PublishResponse/>") : Canned.Json(200, operation.Output.Length == 0 ? "" : "{}");
        await using var recorder = await Recorder.StartAsync(empty);

        Clients.Understood(await Clients.CallAsync(recorder.Url, operation))!.AsObject().ShouldBeEmpty();
    }

    // Which members a response that should carry every one left empty.
    private static IEnumerable<string> Unset(object value, Type type) =>
        Clients.Members(type).Where(p => p.GetValue(value) is null).Select(p => p.Name);
}
