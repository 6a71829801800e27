using System.Text.Json.Nodes;
using Ooak.Lambdas.Functions;

namespace Ooak.Infra.Tests;

public sealed class GrantTests(Synthesized stack)
{
    private static readonly string[] StreamActions =
        ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:ListStreams", "sqs:SendMessage"];

    // To put aside what it fails at.
    private static readonly string[] QueueActions = ["sqs:SendMessage"];

    private static readonly string[] LogActions = ["logs:CreateLogStream", "logs:PutLogEvents"];

    public static TheoryData<string> Functions => [.. FunctionCatalog.All.Select(entry => entry.Spec.Name)];

    [Theory]
    [MemberData(nameof(Functions))]
    public void A_function_may_do_exactly_what_it_declares(string name)
    {
        var spec = FunctionCatalog.Find(name).Spec;
        var declared = spec.Grants
            .SelectMany(grant => grant.Resource == Resource.WebSocketConnections ? ["execute-api:ManageConnections"] : grant.Actions)
            .Concat(LogActions)
            .Concat(spec.Trigger is StreamTrigger ? StreamActions : [])
            .Concat(spec.Trigger is UploadTrigger or ScheduleTrigger or TopicTrigger ? QueueActions : [])
            .Distinct();
        Statements(name).SelectMany(Actions).Distinct().ShouldBe(declared, ignoreOrder: true);
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void A_function_may_touch_nothing_by_wildcard(string name)
    {
        foreach (var statement in Statements(name))
        {
            foreach (var resource in Many(statement["Resource"]!).Select(resource => resource.ToJsonString()))
            {
                // ListStreams cannot be narrowed: the service allows it on all streams or none.
                if (!Actions(statement).SequenceEqual(["dynamodb:ListStreams"]))
                {
                    resource.ShouldNotBe("\"*\"");
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void A_function_has_a_role_of_its_own_without_managed_policies(string name)
    {
        var role = RoleId(name);
        stack.Resources[role]!["Properties"]!["ManagedPolicyArns"].ShouldBeNull();
        FunctionCatalog.All.Count(entry => RoleId(entry.Spec.Name) == role).ShouldBe(1);
    }

    [Fact]
    public void Only_queries_reach_the_indexes()
    {
        foreach (var spec in FunctionCatalog.All.Select(entry => entry.Spec))
        {
            var reachesIndexes = Statements(spec.Name).Any(statement => statement["Resource"]!.ToJsonString().Contains("/index/*", StringComparison.Ordinal));
            reachesIndexes.ShouldBe(spec.Grants.Any(grant => grant.Actions.Contains("dynamodb:Query")), spec.Name);
        }
    }

    private string RoleId(string name) =>
        stack.Resources[stack.FunctionId(name)]!["Properties"]!["Role"]!["Fn::GetAtt"]![0]!.GetValue<string>();

    private List<JsonNode> Statements(string name)
    {
        var role = RoleId(name);
        return [.. stack.Grants.Where(grant => grant.Role == role).Select(grant => grant.Statement)];
    }

    private static IEnumerable<string> Actions(JsonNode statement) => Many(statement["Action"]!).Select(action => action.GetValue<string>());

    private static IEnumerable<JsonNode> Many(JsonNode node) => node is JsonArray array ? array.Select(item => item!) : [node];
}
