using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Ooak.Lambdas.Calls;
using Ooak.Lambdas.Notices;
using Ooak.Lambdas.Wire;

namespace Ooak.Lambdas.Tests.Contract;

/// <summary>Where the app's types are not those of the OpenAPI document.</summary>
public sealed class ContractTests
{
    [Fact]
    public void The_app_writes_the_fields_that_a_draft_has() =>
        TypeScriptContract.Pick(nameof(CallDraft)).ShouldBe(WireJson.Default.CallDraft.Properties.Select(property => property.Name), ignoreOrder: true);

    /// <summary>No endpoint answers with it.</summary>
    [Fact]
    public void The_app_reads_the_fields_that_a_push_has()
    {
        // Answers are written by generated code, which does not list what it writes (AnswerTests).
        var described = new JsonSerializerOptions(JsonSerializerDefaults.Web) { TypeInfoResolver = new DefaultJsonTypeInfoResolver() };

        TypeScriptContract.Interface(nameof(NoticePush)).ShouldBe(described.GetTypeInfo(typeof(NoticePush)).Properties.Select(property => property.Name), ignoreOrder: true);
    }
}
