using System.Text.Json.Serialization;

namespace Ooak.Lambdas.Erasure;

/// <summary>Asks for the next run of an erasure: a message of the topic. What is gone is gone, so a step that comes twice does no harm.</summary>
/// <param name="EmployeeId">Whose data is to go; null: a contact's.</param>
/// <param name="Number">The contact's, as calls keep it.</param>
/// <param name="After">Of a contact: the employee up to whom everything has been looked through.</param>
/// <param name="Within">The employee who was looked through in part, with all before <paramref name="Position"/>, a sort key.</param>
internal sealed record ErasureStep(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? EmployeeId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Number,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? After,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Within = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Position = null);
