using System.Collections.Concurrent;
using Ooak.Lambdas.Employees;
using Ooak.Lambdas.Functions;
using Ooak.Lambdas.Push;

namespace Ooak.Lambdas.Notices;

/// <summary>Brings a notice to the people it is for: into each inbox first, then to their phones. Whatever of it happened before is
/// not done again, so that every step may fail and come again.</summary>
internal sealed partial class NoticeDelivery(
    EmployeeStore employees,
    Inbox inbox,
    NoticeSettingsStore settings,
    PushSubscriptions subscriptions,
    PushClient push,
    NoticePublisher publisher,
    OrganisationClock clock,
    ILogger<NoticeDelivery> logger)
{
    private const int AtOnce = 16;

    /// <summary>Where a push service does not say for how long it wants to be left alone.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <exception cref="UndeliveredException">Some phone of the one person it is for was not reached: the same message will come again.</exception>
    public async Task DeliverAsync(NoticeMessage message, CancellationToken cancellation)
    {
        if (message.Audience is { Type: AudienceType.Person, EmployeeId: { } employeeId })
        {
            if (await employees.FindAsync(employeeId, cancellation) is { Employee: { Status: not EmployeeStatus.Disabled } person } && !await TryDeliverAsync(person, message, cancellation))
            {
                throw new UndeliveredException(message.Id);
            }

            return;
        }

        var missed = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(
            employees.AllAsync(cancellation).Where(person => IsMeant(message.Audience, person)),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation },
            async (person, token) =>
            {
                if (!await TryDeliverAsync(person, message, token))
                {
                    missed.Add(person.Id);
                }
            });

        // One person's push service must not hold up the others: who was not reached gets a message of their own, which is retried
        // by itself.
        await Parallel.ForEachAsync(
            missed,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation },
            async (personId, token) => await publisher.PublishAsync(message with { Audience = new(AudienceType.Person, personId) }, token));
    }

    internal static bool IsMeant(NoticeAudience audience, Employee person) =>
        person.Status != EmployeeStatus.Disabled
        && person.Id != audience.Except
        && (audience.Type == AudienceType.Everyone || (audience.Type == AudienceType.Team && person.Team == audience.Team));

    /// <summary>False: some phone was not reached that could be.</summary>
    private async Task<bool> TryDeliverAsync(Employee person, NoticeMessage message, CancellationToken cancellation)
    {
        var entry = await inbox.AddAsync(person.Id, message, cancellation);
        if (entry.Notice.ReadAt is not null)
        {
            return true;
        }

        var wishes = await settings.FindAsync(person.Id, cancellation);
        if (!wishes.Allows(message.Kind, clock.UtcNow, clock.Zone))
        {
            return true;
        }

        var browsers = (await subscriptions.OfAsync(person.Id, cancellation)).Where(browser => !entry.Reached.Contains(browser.Id));
        var reached = await Task.WhenAll(browsers.Select(browser => TryPushAsync(browser, entry.Notice, cancellation)));
        return Array.TrueForAll(reached, done => done);
    }

    private async Task<bool> TryPushAsync(PushSubscription browser, Notice notice, CancellationToken cancellation)
    {
        if (browser.NotBefore > clock.UtcNow)
        {
            return false;
        }

        var result = await push.SendAsync(browser, NoticePush.Of(browser.EmployeeId, notice), cancellation);
        switch (result.Outcome)
        {
            case PushOutcome.Delivered:
                await inbox.ReachedAsync(browser.EmployeeId, notice, browser.Id, cancellation);
                return true;
            case PushOutcome.Gone:
                await subscriptions.RemoveAsync(browser.EmployeeId, browser.Id, cancellation);
                return true;
            case PushOutcome.Later:
                await subscriptions.WaitAsync(browser, clock.UtcNow + (result.RetryAfter is { } after && after > Patience ? after : Patience), cancellation);
                break;
        }

        LogNotPushed(logger, result.Outcome, result.Status, new Uri(browser.Endpoint).Host);
        return false;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A phone was not told: {Outcome}, status {Status} of {Host}")]
    private static partial void LogNotPushed(ILogger logger, PushOutcome outcome, int status, string host);
}

/// <summary>Ends an invocation, so that its message comes again.</summary>
internal sealed class UndeliveredException(string noticeId) : Exception($"Not every phone was reached by {noticeId}.");
