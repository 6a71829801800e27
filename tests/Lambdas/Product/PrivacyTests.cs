using System.Text.Json;
using Ooak.Lambdas.Calls;
using Ooak.Lambdas.Settings;

namespace Ooak.Lambdas.Tests.Product;

/// <summary>What may be stored of a private call: tests/vectors/privacy.json, which the app's tests read, too.</summary>
public sealed class PrivacyTests
{
    private static readonly JsonElement Vectors =
        Samples.Json(File.ReadAllText(Path.Combine(Build.RepositoryRoot, "tests", "vectors", "privacy.json")));

    [Fact]
    public void Of_each_case_is_stored_what_the_phone_would_send()
    {
        Vectors.GetArrayLength().ShouldBe(22);
        foreach (var vector in Vectors.EnumerateArray())
        {
            RuleOf(vector).Apply(CallOf(vector.GetProperty("call"))).ShouldBe(CallOf(vector.GetProperty("after")), vector.ToString());
        }
    }

    [Fact]
    public void What_is_stored_is_stored_the_same_again()
    {
        foreach (var vector in Vectors.EnumerateArray())
        {
            var once = RuleOf(vector).Apply(CallOf(vector.GetProperty("call")));
            RuleOf(vector).Apply(once).ShouldBe(once);
        }
    }

    private static PrivacyRule RuleOf(JsonElement vector) => new(
        vector.GetProperty("mode").GetString() == "off-server" ? PrivateCallsMode.OffServer : PrivateCallsMode.DurationOnly,
        new ExclusionList(1, [.. vector.GetProperty("exclusions").EnumerateArray().Select(entry =>
            new Exclusion(entry.GetProperty("number").GetString(), entry.GetProperty("prefix").GetBoolean(), entry.GetProperty("label").GetString()))]));

    private static Call CallOf(JsonElement json) => Samples.Call with
    {
        ContactName = json.GetProperty("contactName").GetString(),
        ContactPhone = json.GetProperty("contactPhone").GetString(),
        Notes = json.GetProperty("notes").GetString(),
        Outcome = json.GetProperty("outcome").GetString(),
        AssignmentId = json.GetProperty("assignmentId").GetString(),
        Duration = json.GetProperty("duration").GetInt32(),
        Private = json.GetProperty("private").GetBoolean(),
    };
}
