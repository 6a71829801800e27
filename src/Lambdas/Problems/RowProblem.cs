using System.Text.Json.Serialization;

namespace Ooak.Lambdas.Problems;

/// <summary>Why one of many was not done.</summary>
/// <param name="Code">As in a problem document.</param>
/// <param name="Errors">By field, with <c>invalid-request</c>.</param>
public sealed record RowProblem(
    string Code,
    string Detail,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, string[]>? Errors = null);
