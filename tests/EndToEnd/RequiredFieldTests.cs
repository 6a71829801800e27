using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Ooak.Lambdas.Assignments;
using Ooak.Lambdas.Functions;
using Ooak.Lambdas.Sync;

namespace Ooak.EndToEnd.Tests;

/// <summary>What the OpenAPI document says of requests is what the functions hold them to.</summary>
[Collection(nameof(SharedCloud))]
public sealed class RequiredFieldTests(SharedCloud shared)
{
    private readonly TestCloud _cloud = shared.Cloud;

    public static TheoryData<string> Demanding => [.. ApiEndpoint.All.Where(endpoint => Required(endpoint).Any()).Select(endpoint => endpoint.Name)];

    [Theory]
    [MemberData(nameof(Demanding))]
    public async Task Every_field_that_is_required_is_missed_and_no_other(string name)
    {
        var endpoint = ApiEndpoint.Find(name);
        var client = endpoint.Audience == Audience.Anyone ? _cloud.Anonymous() : await _cloud.AsAsync(TestCloud.Manager);
        var call = (await (await _cloud.AsAsync(TestCloud.Manager)).PostAsync("/calls", Requests.Draft())).Expect(201).Json.AsObject();
        if (endpoint.Body == typeof(AssignmentUpdate))
        {
            (await client.PostAsync("/assignments", GoodBodies.For(typeof(AssignmentsRequest), client, call))).Expect(200);
        }

        // Before anything else, a sync is asked whose it is.
        var body = endpoint.Body == typeof(SyncRequest) ? new JsonObject { ["employeeId"] = client.EmployeeId } : [];

        using var content = new StringContent(body.ToJsonString(), System.Text.Encoding.UTF8, "application/json");
        var answer = (await client.SendAsync(endpoint.Method, endpoint.PathFor((string)call["id"]!), content)).ExpectProblem(400, "invalid-request");

        answer.Json["errors"]!.AsObject().Select(error => error.Key).ShouldBe(Required(endpoint).Except(body.Select(field => field.Key)), ignoreOrder: true);
    }

    [Fact]
    public void The_document_says_so_of_every_endpoint()
    {
        var document = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "docs", "openapi.json")))!;
        foreach (var endpoint in ApiEndpoint.All)
        {
            var operation = document["paths"]![endpoint.Route]![endpoint.Method.Method.ToLowerInvariant()]!;
            ((string)operation["operationId"]!).ShouldBe(endpoint.Name);
            (operation["parameters"]?.AsArray() ?? []).Where(parameter => (string)parameter!["in"]! == "query").Select(parameter => (string)parameter!["name"]!)
                .ShouldBe(endpoint.Query, ignoreOrder: true, endpoint.Name);
            if (endpoint.Body is { } body)
            {
                (document["components"]!["schemas"]![body.Name]!["required"]?.AsArray() ?? []).Select(field => (string)field!).ShouldBe(Required(endpoint), ignoreOrder: true, endpoint.Name);
            }
        }

        document["paths"]!.AsObject().Sum(path => path.Value!.AsObject().Count).ShouldBe(ApiEndpoint.All.Count);
    }

    private static IEnumerable<string> Required(ApiEndpoint endpoint) => (endpoint.Body?.GetProperties() ?? [])
        .Where(property => property.IsDefined(typeof(RequiredAttribute), inherit: true))
        .Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name));
}
