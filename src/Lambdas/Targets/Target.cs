using System.ComponentModel.DataAnnotations;
using Ooak.Lambdas.Functions;

namespace Ooak.Lambdas.Targets;

/// <summary>What a person is to reach today.</summary>
/// <param name="Calls">Calls a day.</param>
public sealed record Target(long Calls);

/// <summary>From a day on.</summary>
/// <param name="From">The organisation's day.</param>
/// <param name="Calls">Calls a day; 0: none. Null: the organisation's target counts, and, of the organisation's, none.</param>
public sealed record TargetEntry([property: Required, DataType(DataType.Date)] string? From, [property: Range(0, UpdateTarget.MaximumCalls)] int? Calls);

/// <summary>Targets over time, of the organisation or of one person.</summary>
/// <param name="EmployeeId">Null: of everybody who has none of their own.</param>
/// <param name="Entries">By day, each until the next.</param>
/// <param name="Version">0 where there are none yet.</param>
public sealed record TargetPlan(string? EmployeeId, IReadOnlyList<TargetEntry> Entries, long Version)
{
    /// <summary>Null: it says nothing about this day.</summary>
    internal int? On(DateOnly day)
    {
        var text = Functions.OrganisationClock.Text(day);
        return Entries.LastOrDefault(entry => string.CompareOrdinal(entry.From, text) <= 0)?.Calls;
    }

    /// <summary>The person's own, else the organisation's, else none.</summary>
    internal static Target? Of(TargetPlan own, TargetPlan organisation, DateOnly day) =>
        (own.On(day) ?? organisation.On(day)) is { } calls and > 0 ? new Target(calls) : null;
}

/// <summary>Replaces a plan; <c>version</c> is the one that was read.</summary>
/// <param name="EmployeeId">Null: the organisation's.</param>
/// <param name="Entries">At most 100, in any order, a day once.</param>
public sealed record TargetUpdate([property: DataType(Ids.Format)] string? EmployeeId, [property: Required] long? Version, [property: Required] IReadOnlyList<TargetEntry?>? Entries);

/// <param name="Day">The organisation's today.</param>
/// <param name="Employees">Of those who have one of their own; for an employee at most theirs.</param>
public sealed record TargetsResponse(string Day, TargetPlan Organisation, IReadOnlyList<TargetPlan> Employees);
