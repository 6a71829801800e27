using Ooak.Lambdas.Sync;

namespace Ooak.Lambdas.Tests.Product;

public sealed class MutationTests
{
    private const string Id = "0197a000-0000-7000-8000-00000000000a";
    private const string Call = $$"""{"id":"{{Samples.CallId}}","callType":"incoming","status":"missed","startedAt":"2026-05-04T09:30:00.000Z"}""";

    [Theory]
    [InlineData("7")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"mutationId":7}""")]
    [InlineData("""{"mutationId":"x"}""")]
    [InlineData("""{"mutationId":"0197A000-0000-7000-8000-00000000000A"}""")]
    public void Without_an_id_there_is_nothing_to_answer_to(string json) => Mutation.Parse(Samples.Json(json)).ShouldBeNull();

    [Fact]
    public void A_create_carries_its_call()
    {
        var create = Parse($$"""{"mutationId":"{{Id}}","kind":"create","call":{{Call}}}""").ShouldBeOfType<CreateMutation>();

        create.Id.ShouldBe(Id);
        create.CallId.ShouldBe(Samples.CallId);
        create.Refusal.ShouldBeNull();
    }

    [Fact]
    public void An_update_carries_its_base_and_its_changes()
    {
        var update = Parse($$$"""{"mutationId":"{{{Id}}}","kind":"update","id":"{{{Samples.CallId}}}","baseVersion":2,"changes":{"notes":"x"}}""").ShouldBeOfType<UpdateMutation>();

        update.Target.ShouldBe(Samples.CallId);
        update.BaseVersion.ShouldBe(2);
        update.Changes.GetProperty("notes").GetString().ShouldBe("x");
    }

    [Theory]
    [InlineData("\"kind\":\"create\"", "call")]
    [InlineData("\"kind\":\"create\",\"call\":null", "call")]
    [InlineData("\"kind\":\"create\",\"call\":{\"duration\":\"long\"}", "call.duration")]
    [InlineData("\"kind\":\"create\",\"call\":{\"status\":\"lost\"}", "call.status")]
    [InlineData("\"kind\":\"update\",\"id\":\"x\",\"baseVersion\":1,\"changes\":{}", "id")]
    [InlineData("\"kind\":\"update\",\"id\":\"0197a000-0000-7000-8000-000000000001\",\"baseVersion\":0,\"changes\":{}", "id")]
    [InlineData("\"kind\":\"update\",\"id\":\"0197a000-0000-7000-8000-000000000001\",\"baseVersion\":1.5,\"changes\":{}", "id")]
    [InlineData("\"kind\":\"update\",\"id\":\"0197a000-0000-7000-8000-000000000001\",\"baseVersion\":1", "changes")]
    [InlineData("\"kind\":\"delete\",\"id\":\"0197a000-0000-7000-8000-000000000001\"", "id")]
    [InlineData("\"kind\":\"assignment\",\"id\":\"0197a000-0000-7000-8000-000000000001\",\"baseVersion\":0,\"changes\":{}", "id")]
    [InlineData("\"kind\":\"assignment\",\"id\":\"0197a000-0000-7000-8000-000000000001\",\"baseVersion\":1", "changes")]
    [InlineData("\"kind\":\"assignment\",\"id\":\"0197a000-0000-7000-8000-000000000001\",\"baseVersion\":1,\"changes\":{\"state\":\"lost\"}", "state")]
    [InlineData("\"kind\":\"assignment\",\"id\":\"0197a000-0000-7000-8000-000000000001\",\"baseVersion\":1,\"changes\":{\"state\":null}", "state")]
    [InlineData("\"kind\":\"assignment\",\"id\":\"0197a000-0000-7000-8000-000000000001\",\"baseVersion\":1,\"changes\":{\"followUpAt\":\"soon\"}", "followUpAt")]
    [InlineData("\"kind\":\"assignment\",\"id\":\"0197a000-0000-7000-8000-000000000001\",\"baseVersion\":1,\"changes\":{\"remindAt\":7}", "remindAt")]
    [InlineData("\"kind\":\"assignment\",\"id\":\"0197a000-0000-7000-8000-000000000001\",\"baseVersion\":1,\"changes\":{\"calls\":[]}", "calls")]
    [InlineData("\"kind\":\"assignment\",\"id\":\"0197a000-0000-7000-8000-000000000001\",\"baseVersion\":1,\"changes\":{\"calls\":{\"x\":true}}", "calls")]
    [InlineData("\"kind\":\"read\",\"id\":\"x\"", "id")]
    [InlineData("\"kind\":\"merge\"", "kind")]
    [InlineData("\"nothing\":1", "kind")]
    public void What_makes_no_sense_is_refused_by_field(string rest, string field)
    {
        var refused = Parse($$"""{"mutationId":"{{Id}}",{{rest}}}""").ShouldBeOfType<RefusedMutation>();

        refused.Id.ShouldBe(Id);
        refused.CallId.ShouldBeNull();
        refused.Reason.Code.ShouldBe("invalid-request");
        refused.Reason.Errors!.Keys.ShouldContain(field);
    }

    [Fact]
    public void The_same_bytes_have_the_same_hash_and_others_another()
    {
        var json = $$"""{"mutationId":"{{Id}}","kind":"create","call":{{Call}}}""";

        Parse(json).Hash.ShouldBe(Parse(json).Hash);
        Parse(json.Replace("missed", "rejected")).Hash.ShouldNotBe(Parse(json).Hash);
    }

    private static Mutation Parse(string json) => Mutation.Parse(Samples.Json(json)).ShouldNotBeNull();
}
