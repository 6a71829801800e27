using System.Text;

namespace Ooak.EndToEnd.Tests;

/// <summary>Of a sync's mutations each is judged by itself.</summary>
[Collection(nameof(SharedCloud))]
public sealed class BadMutationTests(SharedCloud shared)
{
    private readonly TestCloud _cloud = shared.Cloud;

    [Theory]
    [InlineData("null", null)]
    [InlineData("[]", null)]
    [InlineData("42", null)]
    [InlineData("""{"kind":"create"}""", null)]
    [InlineData("""{"mutationId":"\ud800","kind":"delete","id":"@id","baseVersion":1}""", null)]
    [InlineData("""{"mutationId":7,"kind":"delete","id":"@id","baseVersion":1}""", null)]
    [InlineData("""{"mutationId":"@m","mutationId":"@m","kind":"delete","id":"@id","baseVersion":1}""", null)]
    [InlineData("""{"mutationId":"@m","kind":"delete","id":"@id","baseVersion":1,"deep":@deep}""", null)]
    [InlineData("""{"mutationId":"@m"}""", "kind")]
    [InlineData("""{"mutationId":"@m","kind":"erase","id":"@id","baseVersion":1}""", "kind")]
    [InlineData("""{"mutationId":"@m","kind":"\ud800","id":"@id","baseVersion":1}""", "kind")]
    [InlineData("""{"mutationId":"@m","kind":null}""", "kind")]
    [InlineData("""{"mutationId":"@m","kind":"create"}""", "call")]
    [InlineData("""{"mutationId":"@m","kind":"create","call":null}""", "call")]
    [InlineData("""{"mutationId":"@m","kind":"create","call":[]}""", "call")]
    [InlineData("""{"mutationId":"@m","kind":"create","call":{"id":"@new","duration":"long"}}""", "call.duration")]
    [InlineData("""{"mutationId":"@m","kind":"create","call":{"id":"@new","notes":"\ud800"}}""", "call.notes")]
    [InlineData("""{"mutationId":"@m","kind":"create","call":{"id":"\ud800"}}""", "call.id")]
    [InlineData("""{"mutationId":"@m","kind":"update","id":"@id","baseVersion":1}""", "changes")]
    [InlineData("""{"mutationId":"@m","kind":"update","id":"@id","baseVersion":1,"changes":[]}""", "changes")]
    [InlineData("""{"mutationId":"@m","kind":"update","id":"@id","baseVersion":1,"changes":"text"}""", "changes")]
    [InlineData("""{"mutationId":"@m","kind":"update","id":"@id","baseVersion":"1","changes":{}}""", "id")]
    [InlineData("""{"mutationId":"@m","kind":"update","id":"@id","baseVersion":1e400,"changes":{}}""", "id")]
    [InlineData("""{"mutationId":"@m","kind":"update","id":"\ud800","baseVersion":1,"changes":{}}""", "id")]
    [InlineData("""{"mutationId":"@m","kind":"update","id":"@id","baseVersion":1,"changes":{"notes":"\ud800"}}""", "notes")]
    [InlineData("""{"mutationId":"@m","kind":"update","id":"@id","baseVersion":1,"changes":{"notes":7}}""", "notes")]
    [InlineData("""{"mutationId":"@m","kind":"update","id":"@id","baseVersion":1,"changes":{"contactName":"@long"}}""", "contactName")]
    [InlineData("""{"mutationId":"@m","kind":"update","id":"@id","baseVersion":1,"changes":{"contactPhone":"call me"}}""", "contactPhone")]
    [InlineData("""{"mutationId":"@m","kind":"update","id":"@id","baseVersion":1,"changes":{"status":"\ud800"}}""", "status")]
    [InlineData("""{"mutationId":"@m","kind":"update","id":"@id","baseVersion":1,"changes":{"status":null}}""", "status")]
    [InlineData("""{"mutationId":"@m","kind":"update","id":"@id","baseVersion":1,"changes":{"duration":1e400}}""", "duration")]
    [InlineData("""{"mutationId":"@m","kind":"update","id":"@id","baseVersion":1,"changes":{"startedAt":"\ud800"}}""", "startedAt")]
    [InlineData("""{"mutationId":"@m","kind":"update","id":"@id","baseVersion":1,"changes":{"startedAt":"2026-13-01T00:00:00.000Z"}}""", "startedAt")]
    [InlineData("""{"mutationId":"@m","kind":"update","id":"@id","baseVersion":1,"changes":{"private":1}}""", "private")]
    [InlineData("""{"\ud800":1,"mutationId":"@m","kind":"delete","id":"@id"}""", null)]
    [InlineData("""{"mutationId":"@m","kind":"update","id":"@id","baseVersion":1,"changes":{"\ud800":1,"notes":2}}""", null)]
    [InlineData("""{"mutationId":"@m","kind":"delete","id":"@id"}""", "id")]
    [InlineData("""{"mutationId":"@m","kind":"delete","id":"@id","baseVersion":-1}""", "id")]
    public async Task A_bad_mutation_changes_nothing_and_holds_up_no_other(string mutation, string? field)
    {
        var person = await _cloud.AsAsync("employee6@ooak.test");
        var call = (await person.PostAsync("/calls", Requests.Draft())).Expect(201).Json.AsObject();
        var next = Requests.Create(Requests.Draft());
        var bad = mutation.Replace("@m", Requests.NewId()).Replace("@new", Requests.NewId()).Replace("@id", (string)call["id"]!)
            .Replace("@long", new string('x', 20_000)).Replace("@deep", BadBodies.Deep);
        var text = new Device(person).Body(next).ToJsonString();
        var before = await _cloud.DigestAsync();
        using var content = new StringContent(text.Replace("\"mutations\":[", $"\"mutations\":[{bad},"), Encoding.UTF8, "application/json");

        var answer = await person.SendAsync(HttpMethod.Post, "/sync", content);

        if (field is null)
        {
            // It has no id to answer to, or is no JSON that we read: the client is broken, and hears so.
            answer.ExpectProblem(400, "invalid-request");
            (await _cloud.DigestAsync()).ShouldBe(before);
            return;
        }

        var results = answer.Expect(200).Json["results"]!.AsArray();
        ((string)results[0]!["status"]!).ShouldBe("rejected", answer.Text);
        ((string)results[0]!["problem"]!["code"]!).ShouldBe("invalid-request");
        results[0]!["problem"]!["errors"]!.AsObject().Select(error => error.Key).ShouldContain(field);
        ((string)results[1]!["status"]!).ShouldBe("applied");
        (await person.GetAsync("/calls/" + call["id"])).Expect(200).Json.ToJsonString().ShouldBe(call.ToJsonString());
    }
}
