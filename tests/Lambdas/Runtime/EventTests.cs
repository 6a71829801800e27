namespace Ooak.Lambdas.Tests.Runtime;

/// <summary>Functions without HTTP, over AWS's sample events.</summary>
public sealed class EventTests
{
    [Fact]
    public async Task A_stream_record_is_read_field_by_field()
    {
        await using var function = await TestFunction.StartAsync("stream");

        var answer = await function.InvokeAsync(Build.Event("dynamodb-stream"));

        answer.Failed.ShouldBeFalse(answer.Body);
        var read = answer.Json["batchItemFailures"]!.AsArray().Select(f => (string)f!["itemIdentifier"]!).ToArray();
        const string Source = "aws:dynamodb arn:aws:dynamodb:us-east-1:123456789012:table/Example-Table/stream/2016-12-01T00:00:00.000 us-east-1";
        read.ShouldBe(
        [
            $"INSERT f07f8ca4b0b26cb9c4e5e77e69f274ee {Source}",
            "1405400000000002063282832 54 NEW_AND_OLD_IMAGES 2016-12-02T01:27:00.0000000Z",
            "user  ",
            "keys key:binary val:data",
            "new asdf1:00012A41 asdf2:<00012A41,412A0100> key:binary misc1:[] misc2:{ItemBoolean:no ItemNull:null ItemNumberSet:<#0,#50,#150> "
                + "ItemStringSet:<Hippo,Zebra> ItemsEmpty:[] ItemsNonEmpty:[Cookies,Coffee,#3.14159]} val:data",
            "old none",
            $"REMOVE f07f8ca4b0b26cb9c4e5e77e42f274ee {Source}",
            "1405400000000002063282832 54 OLD_IMAGE 2016-12-02T01:27:00.0000000Z",
            "user Service dynamodb.amazonaws.com",
            "keys key:binary val:data",
            "new none",
            "old asdf1:00012A41 asdf2:<00012A41,412A0100,00012A41> key:binary val:data",
        ]);
    }

    [Fact]
    public async Task An_empty_list_of_failures_is_a_list()
    {
        await using var function = await TestFunction.StartAsync("stream");

        (await function.InvokeAsync("""{"Records":[]}""")).Body.ShouldBe("""{"batchItemFailures":[]}""");
    }

    [Fact]
    public async Task A_notification_is_read_field_by_field()
    {
        await using var function = await TestFunction.StartAsync("sns");

        var answer = await function.InvokeAsync(Build.Event("sns"));

        ((string?)answer.Json["Text"]).ShouldBe(
            "aws:sns|1.0|arn:aws:sns:EXAMPLE|95df01b4-ee98-5cb9-9903-4c221d41eb5e|Hello from SNS!|TestInvoke|arn:aws:sns:EXAMPLE|Notification"
            + "|1970-01-01T00:00:00.0000000Z|Test=String:TestString,TestBinary=Binary:TestBinary");
    }

    [Fact]
    public async Task A_connection_is_read_and_answered_field_by_field()
    {
        await using var function = await TestFunction.StartAsync("websocket");

        var answer = await function.InvokeAsync(Build.Event("websocket-connect"));

        ((int)answer.Json["statusCode"]!).ShouldBe(200);
        ((string?)answer.Json["headers"]!["Sec-WebSocket-Protocol"]).ShouldBe("ooak");
        ((string?)answer.Json["body"]).ShouldBe(
            "$connect|CONNECT|QyUg1czHCYcCHXw=|1650301649973|lg10ltpf4f.execute-api.us-east-2.amazonaws.com|production|lg10ltpf4f"
            + "|QyUg1HJgCYcFvbw=|1650301649973|IN|52.95.4.0|52.95.4.0|(none)");
    }

    [Fact]
    public async Task A_handler_without_an_answer_answers_with_nothing()
    {
        await using var function = await TestFunction.StartAsync("void");

        var answer = await function.InvokeAsync("""{"Text":"go"}""");

        answer.Failed.ShouldBeFalse(answer.Body);
        answer.Body.ShouldBeEmpty();
    }
}
