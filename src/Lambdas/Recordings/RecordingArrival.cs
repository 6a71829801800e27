using Ooak.Lambdas.Audit;
using Ooak.Lambdas.Calls;

namespace Ooak.Lambdas.Recordings;

/// <summary>What becomes of an object that arrived: the call's recording, or nothing. Doing it again changes nothing.</summary>
internal sealed class RecordingArrival(CallStore calls, RecordingBucket bucket, AuditTrail audit)
{
    private const int Attempts = 5;

    /// <param name="at">When it arrived.</param>
    /// <exception cref="InvalidOperationException">Others kept changing the call: the event comes again.</exception>
    public async Task SettleAsync(RecordingKey key, DateTimeOffset at, CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            // Looked at anew each time: the form may have been used again meanwhile.
            if (await bucket.PeekAsync(key, cancellation) is not { } audio)
            {
                return;
            }

            if (await calls.FindAsync(key.EmployeeId, key.CallId, cancellation) is not { Call: { Deleted: false, Private: false, Recording: { State: not RecordingState.Refused } announced } } stored)
            {
                await bucket.RemoveAsync(key, cancellation);
                return;
            }

            var reason = Fault(announced, audio);
            if (reason is null && announced.State == RecordingState.Ready)
            {
                return;
            }

            var settled = reason is null
                ? announced with { State = RecordingState.Ready, UploadedAt = at }
                : announced with { State = RecordingState.Refused, Reason = reason, UploadedAt = null };
            if (!await calls.TrySaveAsync(stored, CallMerge.Next(stored, stored.Call with { Recording = settled }, [], calls.Now), cancellation))
            {
                continue;
            }

            var what = reason is null ? RecordingAudit.Uploaded : RecordingAudit.Refused;
            await audit.AppendAsync(RecordingAudit.Entry(calls.Now, key.EmployeeId, what, key), cancellation);
            if (reason is not null)
            {
                await bucket.RemoveAsync(key, cancellation);
            }

            return;
        }

        throw new InvalidOperationException("The call did not stand still.");
    }

    /// <summary>Why the object is not what was announced; null: it is.</summary>
    internal static string? Fault(Recording announced, StoredAudio audio) =>
        audio.Size != announced.Size ? "wrong-size"
        : AudioFormat.Container(audio.ContentType) != AudioFormat.Container(announced.ContentType) ? "wrong-type"
        : AudioFormat.Matches(announced.ContentType, audio.Head) ? null
        : "not-audio";
}
