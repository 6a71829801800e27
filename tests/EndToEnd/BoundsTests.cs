using System.Text;

namespace Ooak.EndToEnd.Tests;

/// <summary>Where docs/openapi.json says that a value ends, the functions begin to refuse.</summary>
[Collection(nameof(SharedCloud))]
public sealed class BoundsTests(SharedCloud shared)
{
    private readonly TestCloud _cloud = shared.Cloud;

    public static TheoryData<string> WithRange => [.. ApiEndpoint.All.Where(endpoint => ApiDocument.RangesOf(endpoint).Any()).Select(endpoint => endpoint.Name)];

    public static TheoryData<string, string> Bounded =>
        [.. ApiEndpoint.All.Where(endpoint => endpoint.Body is not null).SelectMany(endpoint => ApiDocument.BoundsOf(endpoint).Keys.Select(name => (endpoint.Name, name)))];

    [Theory]
    [MemberData(nameof(WithRange))]
    public async Task A_number_of_a_query_is_refused_just_outside_of_its_range(string name)
    {
        var endpoint = ApiEndpoint.Find(name);
        var client = await _cloud.AsAsync(TestCloud.Manager);
        foreach (var (parameter, least, most) in ApiDocument.RangesOf(endpoint))
        {
            foreach (var (value, isRefused) in new[] { (least - 1, true), (least, false), (most, false), (most + 1, true) })
            {
                var answer = await client.SendAsync(endpoint.Method, $"{endpoint.PathFor(Requests.NewId())}?{parameter}={value}", null);
                (answer.Code == 400).ShouldBe(isRefused, $"{parameter}={value}: {answer.Text}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Bounded))]
    public async Task A_field_of_a_body_is_refused_just_outside_of_its_bounds_and_not_at_them(string name, string field)
    {
        var endpoint = ApiEndpoint.Find(name);
        var client = await _cloud.AsAsync(TestCloud.Manager);
        foreach (var (value, isRefused) in Edges(ApiDocument.BoundsOf(endpoint)[field]))
        {
            var call = (await client.PostAsync("/calls", Requests.Draft())).Expect(201).Json.AsObject();
            var body = GoodBodies.For(endpoint.Body!, client, call);
            body[field] = value;
            using var content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
            var answer = await client.SendAsync(endpoint.Method, endpoint.PathFor((string)call["id"]!), content);
            string[] refused = answer.ProblemCode == "invalid-request" ? [.. answer.Json["errors"]!.AsObject().Select(error => error.Key)] : [];
            refused.ShouldBe(isRefused ? [field] : [], $"{value.ToJsonString()[..Math.Min(value.ToJsonString().Length, 20)]}: {answer.Text}");
        }
    }

    private static IEnumerable<(JsonNode Value, bool IsRefused)> Edges(JsonNode schema)
    {
        if (schema["maxLength"] is { } longest)
        {
            yield return (new string('7', (int)longest), false);
            yield return (new string('7', (int)longest + 1), true);
            if (schema["minLength"] is { } shortest)
            {
                yield return (new string('7', (int)shortest), false);
                yield return (new string('7', (int)shortest - 1), true);
            }
        }
        else
        {
            var (least, most) = ((long)schema["minimum"]!, (long)schema["maximum"]!);
            yield return (least - 1, true);
            yield return (least, false);
            yield return (most, false);
            yield return (most + 1, true);
        }
    }
}
