using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Ooak.Lambdas.Audit;
using Ooak.Lambdas.Calls;
using Ooak.Lambdas.Employees;
using Ooak.Lambdas.Functions;
using Ooak.Lambdas.Problems;

namespace Ooak.Lambdas.Reports;

/// <summary>The calls of a list as CSV, safe to open in a spreadsheet: at once while they are few, else 202 with a job that writes
/// them to a file (GET /reports/{id}). That they went out is written down before they do. Whoever asks again under the id that they
/// chose, because the answer was lost, gets the job that is there.</summary>
public sealed class ExportCalls : IHttpFunction
{
    /// <summary>Bytes; an HTTP API neither streams nor carries much more.</summary>
    private const int MaximumInline = 4 * 1024 * 1024;

    /// <summary>The gateway waits for 30 seconds.</summary>
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(12);

    public static FunctionSpec Spec => HttpEndpoint.Get("/reports/calls.csv").For(Audience.Manager)
        .Uses(Table.Get, Table.Query, Table.Put, Topic.Publish) with
    { Timeout = 28, MemorySize = 512 };

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(Spec.Route(), Handle)
        .Produces<string>(StatusCodes.Status200OK, "text/csv")
        .Produces<ExportStatus>(StatusCodes.Status202Accepted);

    private static async Task<IResult> Handle(
        [AsParameters] ExportQuery query,
        HttpContext context,
        Caller caller,
        CallFeed feed,
        EmployeeStore employees,
        AuditTrail audit,
        ExportJobs jobs,
        ExportStarter starter,
        OrganisationClock clock,
        TimeProvider time,
        CancellationToken cancellation)
    {
        var errors = new Dictionary<string, string[]>();
        var filter = query.Criteria.Filter(clock, errors);
        var inline = query.InlineLimit(MaximumInline, errors);
        if (query.Bom is not (null or "" or "0" or "1"))
        {
            errors["bom"] = ["0 or 1."];
        }

        if (query.Id is not null && !Ids.IsUuid(query.Id))
        {
            errors["id"] = ["A UUID in lower case."];
        }

        if (errors.Count > 0)
        {
            return Problem.Invalid(errors);
        }

        var of = string.IsNullOrEmpty(query.EmployeeId) ? null : query.EmployeeId;
        if (of is not null && caller.Owner(of) is null)
        {
            return Problem.NotFound;
        }

        var criteria = CallsExport.WithDays(query.Criteria, clock);
        var entry = CallsExport.Entry(clock.UtcNow, caller.Id, criteria, of);
        var job = new ExportJob(query.Id ?? Ids.New(), caller.Id, criteria, of, query.Bom == "1", clock.UtcNow);
        if (query.Id is not null && await jobs.FindAsync(caller.Id, job.Id, cancellation) is { } present)
        {
            return ExportStarter.Again(job, present);
        }

        if (await TryInlineAsync(job, filter, inline, feed, employees, clock, time, cancellation) is { } csv)
        {
            await audit.AppendAsync(entry, cancellation);
            context.Response.Headers.ContentDisposition = $"attachment; filename=\"{job.FileName(clock)}\"";
            return TypedResults.Bytes(csv, CallsExport.ContentType);
        }

        return await starter.StartAsync(job, entry, cancellation);
    }

    /// <summary>Null: there is too much of it, or it takes too long.</summary>
    private static async Task<byte[]?> TryInlineAsync(
        ExportJob job, CallFilter filter, int limit, CallFeed feed, EmployeeStore employees, OrganisationClock clock, TimeProvider time, CancellationToken cancellation)
    {
        var started = time.GetTimestamp();
        using var file = new CsvFile();
        file.Begin(job.ByteOrderMark);
        if (!file.FitsAnswer(limit))
        {
            return null;
        }

        var csv = new CallsCsv(clock, await employees.NamesAsync(cancellation));
        string? position = null;
        while (time.GetElapsedTime(started) < Enough)
        {
            var page = await feed.ReadForReportAsync(filter, job.Of, position, cancellation);
            file.Add(page.Calls, csv);
            if (!file.FitsAnswer(limit))
            {
                return null;
            }

            if (page.Cursor is null)
            {
                return file.ToArray();
            }

            position = CallFilter.Position(page.Cursor);
        }

        return null;
    }

    internal sealed class ExportQuery
    {
        public string? EmployeeId { get; init; }
        public string? From { get; init; }
        public string? To { get; init; }
        public string? Status { get; init; }
        public string? CallType { get; init; }
        public string? Phone { get; init; }
        public string? Q { get; init; }
        public string? Outcome { get; init; }

        /// <summary>Chosen by the client: asking again under it starts no second job.</summary>
        public string? Id { get; init; }

        /// <summary>1: begins with a byte order mark, by which Excel knows UTF-8.</summary>
        public string? Bom { get; init; }

        /// <summary>Bytes up to which the client wants the rows in the answer; 0: always a file. 4 MB at most, and if absent.</summary>
        [Range(0, MaximumInline)]
        public string? Inline { get; init; }

        internal CallCriteria Criteria => new(From, To, Status, CallType, Phone, Q, Outcome);

        internal int InlineLimit(int maximum, Dictionary<string, string[]> errors)
        {
            if (string.IsNullOrEmpty(Inline))
            {
                return maximum;
            }

            if (int.TryParse(Inline, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) && bytes <= maximum)
            {
                return bytes;
            }

            errors["inline"] = [$"0 to {maximum} bytes."];
            return maximum;
        }
    }
}
