using System.Text;
using Ooak.Lambdas.Announcements;
using Ooak.Lambdas.Assignments;
using Ooak.Lambdas.Functions;
using Ooak.Lambdas.Recordings;
using Ooak.Lambdas.Sync;

namespace Ooak.EndToEnd.Tests;

/// <summary>Whatever comes in, every endpoint answers with a problem document and changes nothing.</summary>
[Collection(nameof(SharedCloud))]
public sealed class BadInputTests(SharedCloud shared)
{
    private static readonly string[] HostileValues =
        ["", "%00", "%ED%A0%80", "..%2F..%2F", "%7B%7D", "-1", "1e400", "null", "CALL%23", new string('x', 5000), "%F0%9F%93%9E"];

    private readonly TestCloud _cloud = shared.Cloud;

    public static TheoryData<string> WithBody => [.. ApiEndpoint.All.Where(endpoint => endpoint.Body is not null).Select(endpoint => endpoint.Name)];

    public static TheoryData<string> WithoutBody => [.. ApiEndpoint.All.Where(endpoint => endpoint.TakesBody && endpoint.Body is null).Select(endpoint => endpoint.Name)];

    public static TheoryData<string> Writing => [.. ApiEndpoint.All.Where(endpoint => endpoint.TakesBody).Select(endpoint => endpoint.Name)];

    public static TheoryData<string> WithId => [.. ApiEndpoint.All.Where(endpoint => endpoint.Route.Contains("{id}", StringComparison.Ordinal)).Select(endpoint => endpoint.Name)];

    public static TheoryData<string> WithQuery => [.. ApiEndpoint.All.Where(endpoint => endpoint.Query.Count > 0).Select(endpoint => endpoint.Name)];

    [Fact]
    public void Every_function_with_a_route_is_covered()
    {
        ApiEndpoint.All.Count.ShouldBe(FunctionCatalog.All.Count(entry => entry.Spec.Trigger is HttpTrigger));
        ApiEndpoint.Find("SyncCalls").Body.ShouldBe(typeof(SyncRequest));
        ApiEndpoint.Find("ListCalls").Query.ShouldContain("limit");
        ApiEndpoint.Find("GetDashboard").Query.ShouldBe(["from", "to", "employeeId"]);
    }

    [Theory]
    [MemberData(nameof(WithBody))]
    public async Task A_bad_body_is_refused_and_changes_nothing(string name)
    {
        var endpoint = ApiEndpoint.Find(name);
        var client = await ClientAsync(endpoint);
        var call = (await (await _cloud.AsAsync("employee6@ooak.test")).PostAsync("/calls", Requests.Draft())).Expect(201).Json.AsObject();
        var good = GoodBodies.For(endpoint.Body!, client, call);
        if (endpoint.Body == typeof(RecordingRequest))
        {
            // Announced already: what is tolerated below announces the same again.
            (await client.PostAsync(endpoint.PathFor((string)call["id"]!), good)).Expect(200);
        }

        // Here already, so that what is tolerated below adds nothing.
        if (endpoint.Body == typeof(AssignmentsRequest) || endpoint.Body == typeof(AssignmentUpdate))
        {
            (await client.PostAsync("/assignments", GoodBodies.For(typeof(AssignmentsRequest), client, call))).Expect(200);
        }
        else if (endpoint.Body == typeof(AnnouncementDraft))
        {
            (await client.PostAsync("/announcements", good)).Expect(201);
        }

        var before = await _cloud.DigestAsync();

        var faults = new List<string>();
        foreach (var bad in BadBodies.For(endpoint.Body!, good))
        {
            using var content = bad.Content();
            var answer = await client.SendAsync(endpoint.Method, endpoint.PathFor((string)call["id"]!), content);
            if (!IsRefusal(answer) && !IsTolerated(name, bad.Name, answer))
            {
                faults.Add($"{bad.Name}: {answer.Code} {answer.Text[..Math.Min(answer.Text.Length, 300)]}");
            }
        }

        faults.ShouldBeEmpty();
        (await _cloud.DigestAsync()).ShouldBe(before);
    }

    [Theory]
    [MemberData(nameof(WithoutBody))]
    public async Task A_body_that_nobody_asked_for_breaks_nothing(string name)
    {
        var endpoint = ApiEndpoint.Find(name);
        var before = await _cloud.DigestAsync();
        foreach (var body in new[] { "{", "null", BadBodies.Deep, "\"\\ud800\"" })
        {
            using var content = new StringContent(body, Encoding.UTF8, "application/json");
            var answer = await (await ClientAsync(endpoint)).SendAsync(endpoint.Method, endpoint.PathFor(Requests.NewId()), content);
            (answer.Code < 400 || IsRefusal(answer)).ShouldBeTrue($"{body}: {answer.Code} {answer.Text}");
        }

        (await _cloud.DigestAsync()).ShouldBe(before);
    }

    [Theory]
    [MemberData(nameof(Writing))]
    public async Task A_body_beyond_1_MB_is_too_large(string name)
    {
        var endpoint = ApiEndpoint.Find(name);
        using var content = new StringContent($"{{\"padding\":\"{new string('x', 2 * 1024 * 1024)}\"}}", Encoding.UTF8, "application/json");

        (await (await ClientAsync(endpoint)).SendAsync(endpoint.Method, endpoint.PathFor(Requests.NewId()), content)).ExpectProblem(413, "body-too-large");
    }

    [Theory]
    [MemberData(nameof(WithId))]
    public async Task A_wrong_id_is_not_found(string name)
    {
        var endpoint = ApiEndpoint.Find(name);
        var client = await ClientAsync(endpoint);
        var others = (await (await _cloud.AsAsync("employee2@ooak.test")).PostAsync("/calls", Requests.Draft())).Expect(201).Json.AsObject();
        var own = (await (await _cloud.AsAsync("employee6@ooak.test")).PostAsync("/calls", Requests.Draft())).Expect(201).Json.AsObject();
        var before = await _cloud.DigestAsync();
        string[] ids =
        [
            (string)others["id"]!, Requests.NewId(), ((string)own["id"]!).ToUpperInvariant(), "not-a-uuid", "0", "null", "%20", "%2e%2e%2fme",
            "{" + own["id"] + "}", own["id"] + "%0A", "CALL%23" + own["id"], new string('a', 2000), "%ED%A0%80", "%F0%9F%93%9E",
        ];

        foreach (var id in ids)
        {
            using var content = endpoint.Body is null ? null : new StringContent(GoodBodies.For(endpoint.Body, client, own).ToJsonString(), Encoding.UTF8, "application/json");
            var answer = await client.SendAsync(endpoint.Method, endpoint.PathFor(id), content);
            answer.Code.ShouldBe(404, $"{id}: {answer.Text}");
            answer.ProblemCode.ShouldBe("not-found", id);
        }

        (await _cloud.DigestAsync()).ShouldBe(before);
    }

    [Theory]
    [MemberData(nameof(WithQuery))]
    public async Task A_bad_query_is_refused(string name)
    {
        var endpoint = ApiEndpoint.Find(name);
        var client = await _cloud.AsAsync(TestCloud.Manager);
        var path = endpoint.PathFor(Requests.NewId());
        var good = endpoint.Body is null ? null : GoodBodies.For(endpoint.Body, client, Requests.Draft()).ToJsonString();

        var faults = new List<string>();
        foreach (var parameter in endpoint.Query)
        {
            var bad = BadValues(parameter).Select(value => (Query: $"{parameter}={value}", MustRefuse: true));
            var hostile = HostileValues.Select(value => (Query: $"{parameter}={value}", MustRefuse: false));
            foreach (var (query, mustRefuse) in bad.Concat(hostile))
            {
                using var content = good is null ? null : new StringContent(good, Encoding.UTF8, "application/json");
                var answer = await client.SendAsync(endpoint.Method, $"{path}?{query}", content);
                if (!IsRefusal(answer) && (mustRefuse || answer.Code >= 400))
                {
                    faults.Add($"{query}: {answer.Code} {answer.Text[..Math.Min(answer.Text.Length, 200)]}");
                }
            }
        }

        faults.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/calls?limit=abc", "limit")]
    [InlineData("/calls?limit=1&limit=2", "limit")]
    [InlineData("/calls?cursor=garbage", "cursor")]
    [InlineData("/calls?from=2026-13-01", "from")]
    [InlineData("/calls?from=2026-05-05&to=2026-05-04", "from")]
    [InlineData("/calls?status=bogus", "status")]
    [InlineData("/calls?status=missed&status=completed", "status")]
    [InlineData("/assignments?from=2026-05-05&to=2026-05-04", "from")]
    [InlineData("/assignments?state=late", "state")]
    [InlineData("/announcements?limit=0", "limit")]
    [InlineData("/dashboard?to=2026-02-30", "to")]
    [InlineData("/dashboard?from=2020-01-01&to=2026-01-01", "from")]
    [InlineData("/sync/digest?from=2026-01-01&to=2026-04-11", "from")]
    public async Task A_refused_query_names_the_parameter(string path, string parameter)
    {
        var answer = (await (await _cloud.AsAsync(TestCloud.Manager)).GetAsync(path)).ExpectProblem(400, "invalid-request");

        answer.Json["errors"]!.AsObject().Select(error => error.Key).ShouldBe([parameter]);
    }

    [Fact]
    public async Task Unknown_fields_are_ignored()
    {
        var person = await _cloud.AsAsync("employee6@ooak.test");
        var draft = Requests.Draft();
        draft["unheardOf"] = new JsonObject { ["of"] = 1 };
        var call = (await person.PostAsync("/calls?unheard=of", draft)).Expect(201).Json.AsObject();
        call["unheardOf"] = new JsonArray(1, 2);
        (await person.PutAsync("/calls/" + call["id"], call)).Expect(200);

        var create = Requests.Create(draft);
        create["unheardOf"] = true;
        var body = new Device(person).Body(create, Requests.Update((string)call["id"]!, 1, new JsonObject { ["unheardOf"] = 1, ["notes"] = "known" }));
        body["unheardOf"] = "text";
        var results = (await person.PostAsync("/sync", body)).Expect(200).Json["results"]!.AsArray();
        results.Select(result => (string)result!["status"]!).ShouldBe(["duplicate", "applied"]);

        (await _cloud.Anonymous().PostAsync("/auth/login", new JsonObject { ["email"] = "employee6@ooak.test", ["password"] = TestCloud.Password, ["unheardOf"] = 1 })).Expect(200);
    }

    private static bool IsRefusal(Answer answer) =>
        answer is { Code: >= 400 and < 500, ContentType: "application/problem+json", ProblemCode: { Length: > 0 } code }
        && code.All(c => c is '-' or (>= 'a' and <= 'z'))
        && (int?)answer.Json["status"] == answer.Code
        && answer.Json["detail"] is not null;

    // A cursor of no use is not the phone's fault: it is told to fetch from the start. An unknown field's name is as unknown as
    // the field, and so is what it holds: where no field is required, that is all that the invalid UTF-8 is in. A wish that is null
    // is none. To log out takes no body. Answering to these with success is right, and the digest shows that nothing changed.
    private static bool IsTolerated(string endpoint, string body, Answer answer) => answer.Code is 200 or 204 && (endpoint, body) switch
    {
        (_, var field) when field.StartsWith("an unknown field", StringComparison.Ordinal) => true,
        ("SyncCalls", "cursor: too long") => true,
        ("UpdateMySettings", var field) => field == "invalid UTF-8" || field.EndsWith(": null", StringComparison.Ordinal),
        ("Logout", var field) => field is "nothing" or "null" or "invalid UTF-8",
        _ => false,
    };

    private static IEnumerable<string> BadValues(string parameter) => parameter switch
    {
        "limit" => ["abc", "0", "-1", "201", "1.5", "99999999999", "0x10", "1&limit=2"],
        "cursor" => ["garbage", "%2B%2B", Cursor(new string('a', 24) + "#"), Cursor("2026-05-04T09:30:00.000Z#\ud7ff\0"), Cursor("2026-13-04T09:30:00.000Z#"), Cursor("9999-12-31T23:59:59.999Z#"), new string('a', 5000)],
        "from" or "to" => ["2026-13-01", "2026-02-30", "yesterday", "1999-12-31", "2100-01-01", "20260101", "2026-1-1", "2026-01-01&" + parameter + "=2026-01-02"],
        "status" => ["bogus", "0", "1", "MISSED", "missed,completed", "missed&status=completed", "%20missed"],
        "state" => ["bogus", "0", "OPEN", "open,done", "open&state=done", "%20open"],
        "callType" => ["bogus", "0", "INCOMING", "incoming,outgoing"],
        "phone" => ["abc", "%2B49%2030", new string('1', 33)],
        "q" => [new string('q', 201)],
        "outcome" => [new string('o', 101)],
        "month" => ["2026-13", "2026-5", "05-2026", "1999-12", "2026-05-01", "2026-05&month=2026-06"],
        "action" => ["Recording-Played", "recording_played", "%27", new string('a', 41)],
        "person" or "callId" => ["not-a-uuid", "%00", "0197A000-0000-7000-8000-000000000001"],
        "bom" => ["2", "yes"],
        "inline" => ["-1", "4194305", "1e3", "all"],
        "download" => ["2", "yes", "1&download=0"],
        "employeeId" => ["not-a-uuid", "MANAGER", "%00"],
        _ => [],
    };

    private static string Cursor(string position) => System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(position));

    private async Task<ApiClient> ClientAsync(ApiEndpoint endpoint) => endpoint.Audience switch
    {
        Audience.Anyone => _cloud.Anonymous(),
        Audience.Employee => await _cloud.AsAsync("employee6@ooak.test"),
        _ => await _cloud.AsAsync(TestCloud.Manager),
    };
}
