using System.Text.Json.Nodes;
using Ooak.Lambdas.Functions;

namespace Ooak.Infra.Tests;

public sealed class RouteTests(Synthesized stack)
{
    private const string AccessTokenScope = "aws.cognito.signin.user.admin";

    public static TheoryData<string> HttpFunctions =>
        [.. FunctionCatalog.All.Where(entry => entry.Spec.Trigger is HttpTrigger).Select(entry => entry.Spec.Name)];

    [Theory]
    [MemberData(nameof(HttpFunctions))]
    public void An_endpoint_has_its_route_and_only_the_token_that_it_asks_for(string name)
    {
        var trigger = (HttpTrigger)FunctionCatalog.Find(name).Spec.Trigger;
        var route = Route($"{trigger.Method} {trigger.Route}");
        if (trigger.Audience == Audience.Anyone)
        {
            route["AuthorizationType"]!.GetValue<string>().ShouldBe("NONE");
            route["AuthorizerId"].ShouldBeNull();
        }
        else
        {
            route["AuthorizationType"]!.GetValue<string>().ShouldBe("JWT");
            route["AuthorizerId"].ShouldNotBeNull();
            route["AuthorizationScopes"]!.AsArray().Select(scope => scope!.GetValue<string>()).ShouldBe([AccessTokenScope]);
        }

        Integration(route)["IntegrationUri"]!.ToJsonString().ShouldContain(stack.FunctionId(name));
        Integration(route)["PayloadFormatVersion"]!.GetValue<string>().ShouldBe("2.0");
    }

    [Fact]
    public void There_is_no_route_that_no_function_declares()
    {
        var declared = FunctionCatalog.All.Select(entry => entry.Spec.Trigger switch
        {
            HttpTrigger http => $"{http.Method} {http.Route}",
            WebSocketTrigger socket => socket.RouteKey,
            _ => null,
        }).OfType<string>();
        Routes().Select(route => route["RouteKey"]!.GetValue<string>()).ShouldBe(declared, ignoreOrder: true);
    }

    [Theory]
    [InlineData("Connect", "$connect")]
    [InlineData("Disconnect", "$disconnect")]
    [InlineData("Ping", "$default")]
    public void A_socket_route_leads_to_its_function(string name, string routeKey) =>
        Integration(Route(routeKey))["IntegrationUri"]!.ToJsonString().ShouldContain(stack.FunctionId(name));

    [Fact]
    public void Stages_bear_the_names_that_make_the_sites_paths_work() =>
        stack.OfType("AWS::ApiGatewayV2::Stage").Select(stage => stage.Resource["Properties"]!["StageName"]!.GetValue<string>())
            .ShouldBe(["api", "ws"], ignoreOrder: true);

    [Fact]
    public void Only_the_api_may_invoke_a_functions_of_the_api()
    {
        var permissions = stack.OfType("AWS::Lambda::Permission").Select(permission => permission.Resource["Properties"]!).ToList();
        permissions.ShouldNotBeEmpty();
        permissions.ShouldAllBe(permission => permission["SourceArn"] != null);
    }

    private IEnumerable<JsonNode> Routes() => stack.OfType("AWS::ApiGatewayV2::Route").Select(route => route.Resource["Properties"]!);

    private JsonNode Route(string key) => Routes().Single(route => route["RouteKey"]!.GetValue<string>() == key);

    private JsonNode Integration(JsonNode route)
    {
        var id = route["Target"]!["Fn::Join"]![1]![1]!["Ref"]!.GetValue<string>();
        return stack.Resources[id]!["Properties"]!;
    }
}
