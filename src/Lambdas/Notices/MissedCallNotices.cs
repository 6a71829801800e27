using Ooak.Lambdas.Calls;
using Ooak.Lambdas.Dashboard;

namespace Ooak.Lambdas.Notices;

/// <summary>Tells people whose call was not returned, by anyone. A call leads to one notice, however often it is looked at; of several
/// with one number only the last is told.</summary>
internal sealed class MissedCallNotices(DayCalls calls, LedgerStore ledgers, Inbox inbox, NoticePublisher publisher)
{
    private const int AtOnce = 8;

    /// <summary>Whoever wants to call back does so within this.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    /// <summary>Calls may come in late; what began earlier than this is no news any more. A run reads so many hours of calls.</summary>
    internal static readonly TimeSpan LookBack = TimeSpan.FromHours(6);

    public async Task TellAsync(DateTimeOffset due, CancellationToken cancellation)
    {
        var missed = (await calls.StartedAsync(due - LookBack, due - Patience, cancellation))
            .FindAll(call => call.ContactPhone is not null && LedgerEntry.Of(call).Kind == LedgerKind.Missed);
        var known = await ledgers.ReadAsync(missed.Select(call => call.ContactPhone!), cancellation);
        var last = missed
            .Where(call => known[call.ContactPhone!].IsUnreturned(LedgerEntry.Of(call)))
            .GroupBy(call => (call.EmployeeId, call.ContactPhone))
            .Select(group => group.MaxBy(call => call.StartedAt)!)
            .ToList();

        // What is in an inbox need not be said again every quarter of an hour. What is on its way is, and changes nothing there.
        var told = await inbox.KnownAsync(last.Select(call => (call.EmployeeId, IdOf(call))), cancellation);
        await Parallel.ForEachAsync(
            last.Where(call => !told.Contains((call.EmployeeId, IdOf(call)))),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation },
            async (call, token) => await publisher.PublishAsync(
                call.CreatedAt,
                NoticeKind.MissedCall,
                call.Id,
                new(AudienceType.Person, call.EmployeeId),
                new() { CallId = call.Id, ContactName = call.ContactName, ContactPhone = call.ContactPhone },
                token));
    }

    // By the one time of a call that nobody can correct: with another it would be another notice.
    private static string IdOf(Call call) => NoticeId.Of(call.CreatedAt, NoticeKind.MissedCall, call.Id);
}
