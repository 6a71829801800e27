using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Ooak.Lambdas.Audit;
using Ooak.Lambdas.Employees;
using Ooak.Lambdas.Functions;
using Ooak.Lambdas.Problems;

namespace Ooak.Lambdas.Targets;

/// <summary>Replaces the organisation's plan of targets or one person's, if it still has the version that was read; else 409 with
/// the plan as it is. A retry of what was saved is answered as saved.</summary>
public sealed class UpdateTarget : IHttpFunction
{
    private const int MaximumEntries = 100;
    internal const int MaximumCalls = 1_000;

    public static FunctionSpec Spec => HttpEndpoint.Put("/targets").For(Audience.Manager).Uses(Table.Get, Table.Put);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPut(Spec.Route(), Handle);

    private static async Task<Results<Ok<TargetPlan>, ProblemHttpResult>> Handle(
        TargetUpdate update,
        Caller caller,
        TargetStore targets,
        EmployeeStore employees,
        OrganisationClock clock,
        CancellationToken cancellation)
    {
        if (Check(update) is { Count: > 0 } errors)
        {
            return Problem.Invalid(errors);
        }

        if (update.EmployeeId is { } id && await employees.FindAsync(id, cancellation) is null)
        {
            return Problem.NotFound;
        }

        var stored = await targets.FindAsync(update.EmployeeId, cancellation);
        List<TargetEntry> entries = [.. update.Entries!.Select(entry => entry!).OrderBy(entry => entry.From, StringComparer.Ordinal)];
        if (stored.Entries.SequenceEqual(entries))
        {
            return TypedResults.Ok(stored);
        }

        var next = new TargetPlan(update.EmployeeId, entries, stored.Version + 1);
        return update.Version == stored.Version && await targets.TrySaveAsync(stored, next, Entry(clock.UtcNow, caller.Id, next), cancellation)
            ? TypedResults.Ok(next)
            : Problem.VersionConflict(await targets.FindAsync(update.EmployeeId, cancellation));
    }

    private static Dictionary<string, string[]> Check(TargetUpdate update)
    {
        var errors = new Dictionary<string, string[]>();
        if (update.EmployeeId is { } id && !Ids.IsEmployeeId(id))
        {
            errors["employeeId"] = ["The id of a person, or none for everybody."];
        }

        if (update.Version is null or < 0)
        {
            errors["version"] = ["The version that was read."];
        }

        if (update.Entries is not { Count: <= MaximumEntries } entries)
        {
            errors["entries"] = [$"At most {MaximumEntries}."];
            return errors;
        }

        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (index, entry) in entries.Index())
        {
            if (!OrganisationClock.IsDay(entry?.From))
            {
                errors[At(index, "from")] = ["A day such as 2026-05-04."];
            }
            else if (!known.Add(entry!.From!))
            {
                errors[At(index, "from")] = ["This day is in the list already."];
            }

            if (entry?.Calls is < 0 or > MaximumCalls)
            {
                errors[At(index, "calls")] = [$"0 to {MaximumCalls}, or nothing."];
            }
        }

        return errors;
    }

    private static string At(int index, string field) => string.Create(CultureInfo.InvariantCulture, $"entries[{index}].{field}");

    internal static AuditEntry Entry(DateTimeOffset at, string by, TargetPlan next)
    {
        var details = new Dictionary<string, string>
        {
            ["entries"] = string.Join(' ', next.Entries.Select(entry => $"{entry.From}={entry.Calls?.ToString(CultureInfo.InvariantCulture) ?? "-"}")),
        };
        if (next.EmployeeId is { } id)
        {
            details["employeeId"] = id;
        }

        return new AuditEntry(at, by, "target-changed", details);
    }
}
