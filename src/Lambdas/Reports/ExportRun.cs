using Ooak.Lambdas.Calls;
using Ooak.Lambdas.Functions;

namespace Ooak.Lambdas.Reports;

/// <summary>Reads calls page by page.</summary>
/// <param name="of">One person's; null: everybody's.</param>
internal delegate Task<CallPage> CallReader(CallFilter filter, string? of, string? position, CancellationToken cancellation);

/// <summary>One step of a file: reads as long as there is time and writes down where the next step goes on. A step that dies is done
/// again from its beginning, with the same parts; one that was told of twice is done once.</summary>
/// <param name="budget">After this, what is left is the next step's.</param>
internal sealed class ExportRun(IExportJobs jobs, IExportFile file, CallReader read, OrganisationClock clock, TimeProvider time, TimeSpan budget)
{
    /// <summary>S3 takes no smaller part but the last, and 10,000 of them: files up to 80 GB.</summary>
    private const int PartSize = 8 * 1024 * 1024;

    /// <returns>The step that is to follow; null: none.</returns>
    public async Task<ExportStep?> StepAsync(ExportStep step, IReadOnlyDictionary<string, string> names, CancellationToken cancellation) =>
        await jobs.TryTakeAsync(step, cancellation) is { } job ? await ContinueAsync(job, names, cancellation) : null;

    /// <param name="job">As it was taken.</param>
    /// <returns>The step that is to follow; null: none.</returns>
    public async Task<ExportStep?> ContinueAsync(ExportJob job, IReadOnlyDictionary<string, string> names, CancellationToken cancellation)
    {
        var started = time.GetTimestamp();
        // A run ended the file and died before it could say so. Its rows are not counted then.
        if (job.UploadId is not null && await file.ExistsAsync(job, cancellation))
        {
            await jobs.TrySaveAsync(job, job with { Step = job.Step + 1, IsDone = true }, cancellation);
            return null;
        }

        var csv = new CallsCsv(clock, names);
        var filter = job.Criteria.Filter(clock, []);
        var uploadId = job.UploadId ?? await file.BeginAsync(job, cancellation);
        var parts = job.Parts.ToList();
        var (rows, bytes, position) = (job.Rows, job.Bytes, job.Position);
        var part = new CsvFile();
        try
        {
            if (job.HasRest)
            {
                part.Add(await file.RestAsync(job, job.Step, cancellation));
            }
            else if (job.Step == 0)
            {
                part.Begin(job.ByteOrderMark);
            }

            bool more;
            do
            {
                var page = await read(filter, job.Of, position, cancellation);
                part.Add(page.Calls, csv);
                (position, more) = (CallFilter.Position(page.Cursor), page.Cursor is not null);
                if (part.Length >= PartSize || !more)
                {
                    parts.Add(await file.AddPartAsync(job, uploadId, parts.Count + 1, part.ToArray(), cancellation));
                    (rows, bytes) = (rows + part.Rows, bytes + part.Length);
                    part.Dispose();
                    part = new CsvFile();
                }
            }
            while (more && time.GetElapsedTime(started) < budget);

            var next = job with { Step = job.Step + 1, UploadId = uploadId, Parts = parts, Position = position, Rows = rows + part.Rows, Bytes = bytes, HasRest = more && part.Length > 0, IsDone = !more };
            if (!more)
            {
                await file.EndAsync(job, uploadId, parts, cancellation);
            }
            else if (next.HasRest)
            {
                await file.KeepRestAsync(job, next.Step, part.ToArray(), cancellation);
            }

            return await jobs.TrySaveAsync(job, next, cancellation) && more ? new ExportStep(job.OwnerId, job.Id, next.Step) : null;
        }
        finally
        {
            part.Dispose();
        }
    }
}
