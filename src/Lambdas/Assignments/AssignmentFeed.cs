using Amazon.DynamoDBv2.Model;
using Ooak.Lambdas.Data;
using Ooak.Lambdas.Functions;
using Ooak.Lambdas.Wire;

namespace Ooak.Lambdas.Assignments;

/// <summary>Lists the organisation's assignments of one state: open ones by due, others by closing, the last first. A page examines
/// a bounded number of items: it may be short or empty while its cursor goes on.</summary>
internal sealed class AssignmentFeed(DataTable table, OrganisationClock clock)
{
    private const int MaximumExamined = 2_000;

    /// <param name="employeeId">Null: everybody's.</param>
    public async Task<AssignmentPage> PageAsync(AssignmentFilter filter, string? employeeId, string? position, int limit, CancellationToken cancellation)
    {
        var (from, to) = Range(filter, position);
        var found = new List<Assignment>();
        var examined = 0;
        while (string.CompareOrdinal(from, to) <= 0 && found.Count < limit && examined < MaximumExamined)
        {
            var page = await table.Client.QueryAsync(Query(filter, from, to, employeeId is null ? limit - found.Count : MaximumExamined - examined), cancellation);
            foreach (var item in page.Items ?? [])
            {
                examined++;
                var assignment = StoredAssignment.AssignmentOf(item);
                if (employeeId is not null && assignment.EmployeeId != employeeId)
                {
                    continue;
                }

                found.Add(assignment);
                if (found.Count == limit)
                {
                    return new AssignmentPage(found, AssignmentFilter.Cursor(item.RequiredText(Keys.OrganisationSort)));
                }
            }

            if (page.LastEvaluatedKey is not { Count: > 0 } last)
            {
                return new AssignmentPage(found, null);
            }

            (from, to) = filter.GoesOn(last[Keys.OrganisationSort].S, from, to);
            if (examined >= MaximumExamined)
            {
                return new AssignmentPage(found, AssignmentFilter.Cursor(last[Keys.OrganisationSort].S));
            }
        }

        return new AssignmentPage(found, null);
    }

    private (string From, string To) Range(AssignmentFilter filter, string? position)
    {
        var (from, to) = filter.IsOpen
            ? (filter.From is { } first ? OrganisationClock.Text(first) : "0", filter.To is { } last ? OrganisationClock.Text(last) + "|~~" : "~")
            : (filter.From is { } since ? Instant.Text(clock.StartOf(since)) : "0", filter.To is { } until ? Instant.Text(clock.StartOf(until.AddDays(1))) : "~");
        return position is null ? (from, to) : filter.GoesOn(position, from, to);
    }

    private QueryRequest Query(AssignmentFilter filter, string from, string to, int limit) => new()
    {
        TableName = table.Name,
        IndexName = Keys.Directory,
        KeyConditionExpression = "#list = :list AND #place BETWEEN :from AND :to",
        ExpressionAttributeNames = new() { ["#list"] = Keys.Organisation, ["#place"] = Keys.OrganisationSort },
        ExpressionAttributeValues = new() { [":list"] = Item.S(Keys.AssignmentList(filter.List)), [":from"] = Item.S(from), [":to"] = Item.S(to) },
        ScanIndexForward = filter.IsOpen,
        Limit = limit,
    };
}
