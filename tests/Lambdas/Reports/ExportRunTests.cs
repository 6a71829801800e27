using System.Text;
using Ooak.Lambdas.Calls;
using Ooak.Lambdas.Functions;
using Ooak.Lambdas.Reports;
using Ooak.Lambdas.Tests.Product;

namespace Ooak.Lambdas.Tests.Reports;

/// <summary>A file step by step, with a store and a bucket that do what the real ones do, and die when told to.</summary>
public sealed class ExportRunTests
{
    private static readonly ExportStep First = new(Samples.EmployeeId, "0197a000-0000-7000-8000-0000000000f1", 0);
    private static readonly Dictionary<string, string> Names = new() { [Samples.EmployeeId] = "Iris" };
    private static readonly OrganisationClock Clock = new(new FunctionSettings(), TimeProvider.System);

    private readonly Jobs jobs = new();
    private readonly Bucket bucket = new();

    [Fact]
    public async Task Steps_that_have_no_time_leave_the_same_file_as_one_that_has_all()
    {
        (await RunAsync(TimeSpan.FromHours(1)).StepAsync(First, Names, default)).ShouldBeNull();
        var whole = bucket.File;
        var rows = jobs.Job.Rows;
        jobs.Reset();
        bucket.Reset();

        var steps = 0;
        for (ExportStep? step = First; step is not null; steps++)
        {
            step = await RunAsync(TimeSpan.Zero).StepAsync(step, Names, default);
        }

        steps.ShouldBe(Pages);
        bucket.File.ShouldBe(whole);
        (jobs.Job.IsDone, jobs.Job.Rows).ShouldBe((true, rows));
        rows.ShouldBe(Pages * PageRows);
        Encoding.UTF8.GetString(whole).Split("\r\n").Length.ShouldBe((Pages * PageRows) + 2);
        bucket.SmallParts.ShouldBe(0);
    }

    [Fact]
    public async Task A_step_that_dies_is_done_again_without_a_trace()
    {
        (await RunAsync(TimeSpan.FromHours(1)).StepAsync(First, Names, default)).ShouldBeNull();
        var whole = bucket.File;
        foreach (var death in Enumerable.Range(1, 12))
        {
            jobs.Reset();
            bucket.Reset();
            bucket.DiesAt = death;
            ExportStep? step = First;
            for (var attempt = 0; step is not null; attempt++)
            {
                attempt.ShouldBeLessThan(50);
                try
                {
                    step = await RunAsync(TimeSpan.Zero).StepAsync(step, Names, default);
                }
                catch (TimeoutException)
                {
                    // Nobody lets go of the lease of a run that died: it runs out.
                    jobs.Now += ExportJob.RunTime + TimeSpan.FromSeconds(1);
                }
            }

            bucket.File.ShouldBe(whole, $"died at call {death}");
            jobs.Job.IsDone.ShouldBeTrue();
        }
    }

    [Fact]
    public async Task A_step_that_is_told_of_twice_is_done_once()
    {
        var next = await RunAsync(TimeSpan.Zero).StepAsync(First, Names, default);
        var before = bucket.Calls;
        (await RunAsync(TimeSpan.Zero).StepAsync(First, Names, default)).ShouldBeNull();
        bucket.Calls.ShouldBe(before);

        // And while one is at it, nobody else is.
        (await jobs.TryTakeAsync(next!, default)).ShouldNotBeNull();
        (await RunAsync(TimeSpan.Zero).StepAsync(next!, Names, default)).ShouldBeNull();
        bucket.Calls.ShouldBe(before);
    }

    private const int Pages = 4;
    private const int PageRows = 1_000;

    private ExportRun RunAsync(TimeSpan budget) => new(jobs, bucket, ReadAsync, Clock, TimeProvider.System, budget);

    // Half a part a page: parts and rests both come about.
    private static Task<CallPage> ReadAsync(CallFilter filter, string? of, string? position, CancellationToken cancellation)
    {
        var page = position is null ? 0 : int.Parse(position[^4..], System.Globalization.CultureInfo.InvariantCulture);
        var calls = Enumerable.Range(0, PageRows).Select(row => Samples.Call with { ContactName = $"Row {page}.{row}", Notes = new string('n', 4_800) });
        var next = $"2026-05-04T09:30:00.000Z#0197a000-0000-7000-8000-00000000{page + 1:D4}";
        return Task.FromResult(new CallPage([.. calls], page + 1 < Pages ? CallFilter.Cursor(next) : null));
    }

    private sealed class Jobs : IExportJobs
    {
        public Jobs() => Reset();

        public ExportJob Job { get; private set; } = null!;

        public DateTimeOffset Now { get; set; } = Samples.At("2026-05-04T10:00:00.000Z");

        public void Reset() => Job = new ExportJob(First.JobId, First.OwnerId, new CallCriteria("2026-05-01", "2026-05-31", null, null, null, null, null), null, true, Now);

        public Task<ExportJob?> TryTakeAsync(ExportStep step, CancellationToken cancellation)
        {
            if (Job.IsDone || Job.Step != step.Step || Job.Lease >= Now.ToUnixTimeMilliseconds())
            {
                return Task.FromResult<ExportJob?>(null);
            }

            Job = Stored(Job with { Lease = (Now + ExportJob.RunTime).ToUnixTimeMilliseconds() });
            return Task.FromResult<ExportJob?>(Job);
        }

        public Task<bool> TrySaveAsync(ExportJob taken, ExportJob next, CancellationToken cancellation)
        {
            if (Job.Step != taken.Step || Job.Lease != taken.Lease)
            {
                return Task.FromResult(false);
            }

            Job = Stored(next with { Lease = 0 });
            return Task.FromResult(true);
        }

        // What is not in the item is not there.
        private static ExportJob Stored(ExportJob job) => ExportJob.FromItem(job.ToItem());
    }

    private sealed class Bucket : IExportFile
    {
        private readonly Dictionary<string, SortedDictionary<int, byte[]>> uploads = [];
        private readonly Dictionary<long, byte[]> rests = [];

        public byte[] File { get; private set; } = [];

        public int SmallParts { get; private set; }

        public int Calls { get; private set; }

        /// <summary>What was asked for is done, and then the run dies.</summary>
        public int DiesAt { get; set; }

        public void Reset()
        {
            uploads.Clear();
            rests.Clear();
            (File, Calls, DiesAt) = ([], 0, 0);
        }

        public Task<string> BeginAsync(ExportJob job, CancellationToken cancellation)
        {
            var id = $"upload {uploads.Count}";
            uploads[id] = [];
            return Done(id);
        }

        public Task<string> AddPartAsync(ExportJob job, string uploadId, int number, byte[] bytes, CancellationToken cancellation)
        {
            uploads[uploadId][number] = bytes;
            return Done(Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(bytes)));
        }

        public Task EndAsync(ExportJob job, string uploadId, IReadOnlyList<string> parts, CancellationToken cancellation)
        {
            uploads.Remove(uploadId, out var kept).ShouldBeTrue();
            var listed = parts.Select((etag, index) => (Etag: etag, Bytes: kept![index + 1])).ToList();
            listed.ShouldAllBe(part => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(part.Bytes)) == part.Etag);
            SmallParts += listed.SkipLast(1).Count(part => part.Bytes.Length < 5 * 1024 * 1024);
            File = [.. listed.SelectMany(part => part.Bytes)];
            return Done("");
        }

        public Task<bool> ExistsAsync(ExportJob job, CancellationToken cancellation) => Task.FromResult(File.Length > 0);

        public Task KeepRestAsync(ExportJob job, long step, byte[] bytes, CancellationToken cancellation)
        {
            rests[step] = bytes;
            return Done("");
        }

        public Task<byte[]> RestAsync(ExportJob job, long step, CancellationToken cancellation) => Task.FromResult(rests[step]);

        private Task<string> Done(string answer) => ++Calls == DiesAt ? throw new TimeoutException("The function was stopped.") : Task.FromResult(answer);
    }
}
