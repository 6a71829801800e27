using System.Globalization;
using Amazon.DynamoDBv2.Model;
using Ooak.Lambdas.Calls;
using Ooak.Lambdas.Data;
using Ooak.Lambdas.Recordings;

namespace Ooak.Lambdas.Reports;

/// <summary>One step of an archive, under the same rules as <see cref="ExportRun"/>.</summary>
/// <param name="budget">After this, what is left is the next step's.</param>
internal sealed class ArchiveRun(IExportJobs jobs, IExportFile file, IArchiveSource source, TimeProvider time, TimeSpan budget)
{
    private const int PartSize = 8 * 1024 * 1024;

    /// <returns>The step that is to follow; null: none.</returns>
    public async Task<ExportStep?> ContinueAsync(ExportJob job, CancellationToken cancellation)
    {
        var started = time.GetTimestamp();
        if (job.UploadId is not null && await file.ExistsAsync(job, cancellation))
        {
            await jobs.TrySaveAsync(job, job with { Step = job.Step + 1, IsDone = true }, cancellation);
            return null;
        }

        var uploadId = job.UploadId ?? await file.BeginAsync(job, cancellation);
        var parts = job.Parts.ToList();
        var (items, bytes, position) = (job.Rows, job.Bytes, job.Position);
        var part = new TarArchive();
        try
        {
            if (job.HasRest)
            {
                part.Add(await file.RestAsync(job, job.Step, cancellation));
            }

            bool more;
            do
            {
                var page = await source.ReadAsync(job, position, cancellation);
                AddItems(part, page.Items, items, job.CreatedAt);
                items += page.Items.Count;
                foreach (var (key, recording) in page.Items.Select(RecordingOf).OfType<(RecordingKey, Recording)>())
                {
                    if (await source.RecordingAsync(key, cancellation) is { } audio)
                    {
                        part.Add($"recordings/{key.CallId}.{AudioFormat.Ending(recording.ContentType)}", audio, job.CreatedAt);
                        await SendIfLargeAsync();
                    }
                }

                (position, more) = (page.Position, page.Position is not null);
                await SendIfLargeAsync();
            }
            while (more && time.GetElapsedTime(started) < budget);

            if (!more)
            {
                part.End();
                await SendAsync();
                await file.EndAsync(job, uploadId, parts, cancellation);
            }

            var next = job with { Step = job.Step + 1, UploadId = uploadId, Parts = parts, Position = position, Rows = items, Bytes = bytes, HasRest = more && part.Length > 0, IsDone = !more };
            if (next.HasRest)
            {
                await file.KeepRestAsync(job, next.Step, part.ToArray(), cancellation);
            }

            return await jobs.TrySaveAsync(job, next, cancellation) && more ? new ExportStep(job.OwnerId, job.Id, next.Step) : null;
        }
        finally
        {
            part.Dispose();
        }

        Task SendIfLargeAsync() => part.Length >= PartSize ? SendAsync() : Task.CompletedTask;

        async Task SendAsync()
        {
            parts.Add(await file.AddPartAsync(job, uploadId, parts.Count + 1, part.ToArray(), cancellation));
            bytes += part.Length;
            part.Dispose();
            part = new TarArchive();
        }
    }

    // A file a kind and page: call-0000000.json and so on, in the order of the table.
    private static void AddItems(TarArchive part, IReadOnlyList<Dictionary<string, AttributeValue>> items, long before, DateTimeOffset at)
    {
        foreach (var kind in items.GroupBy(item => item.Text(Keys.Type) ?? "other"))
        {
            part.Add(string.Create(CultureInfo.InvariantCulture, $"{kind.Key}-{before:D7}.json"), ItemJson.Write(kind), at);
        }
    }

    private static (RecordingKey Key, Recording Recording)? RecordingOf(Dictionary<string, AttributeValue> item) =>
        item.Text(Keys.Type) == ItemTypes.Call && StoredCall.CallOf(item) is { Recording: { State: RecordingState.Ready } recording } call
            ? (new RecordingKey(call.EmployeeId, call.Id), recording)
            : null;
}
