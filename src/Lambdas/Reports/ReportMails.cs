using Amazon.SimpleEmailV2;
using Amazon.SimpleEmailV2.Model;
using Ooak.Lambdas.Employees;
using Ooak.Lambdas.Functions;
using Ooak.Lambdas.Notices;
using Ooak.Lambdas.Settings;

namespace Ooak.Lambdas.Reports;

/// <summary>Sends a report to whoever is a manager, active, and wants it at this moment.</summary>
internal sealed partial class ReportMails(
    EmployeeStore employees,
    NoticeSettingsStore wishes,
    ReportReceipts receipts,
    OrganisationStore organisation,
    IAmazonSimpleEmailServiceV2 mail,
    FunctionSettings settings,
    ILogger<ReportMails> logger)
{
    /// <exception cref="UnsentException">Somebody did not get theirs: the same report will come again.</exception>
    public async Task SendAsync(WeeklyReport report, CancellationToken cancellation)
    {
        if (settings.Optional(FunctionSettings.MailSender) is not { } sender)
        {
            // A deployment without an address to send from: nobody can ask for reports there.
            return;
        }

        var unsent = 0;
        var letter = ReportLetter.Of(report, (await organisation.SettingsAsync(cancellation)).Name, settings[FunctionSettings.SiteUrl]);
        await foreach (var person in employees.AllAsync(cancellation))
        {
            if (person is { Role: Role.Manager, Status: EmployeeStatus.Active } && (await wishes.FindAsync(person.Id, cancellation)).WeeklyReport
                && !await TrySendAsync(sender, person, report, letter, cancellation))
            {
                unsent++;
            }
        }

        if (unsent > 0)
        {
            throw new UnsentException(report.Id, unsent);
        }
    }

    private async Task<bool> TrySendAsync(string sender, Employee person, WeeklyReport report, ReportLetter letter, CancellationToken cancellation)
    {
        switch (await receipts.ClaimAsync(person.Id, report.Id, cancellation))
        {
            case Claim.Done:
                return true;
            case Claim.Busy:
                return false;
        }

        try
        {
            await mail.SendEmailAsync(
                new SendEmailRequest
                {
                    FromEmailAddress = sender,
                    Destination = new Destination { ToAddresses = [person.Email] },
                    Content = new EmailContent
                    {
                        Simple = new Message
                        {
                            Subject = Utf8(letter.Subject),
                            Body = new Body { Text = Utf8(letter.Text), Html = Utf8(letter.Html) },
                        },
                    },
                },
                cancellation);
        }
        catch (AmazonSimpleEmailServiceV2Exception e)
        {
            // One address that bounces must not keep the others from theirs. No address is logged.
            LogNotSent(logger, person.Id, e.ErrorCode);
            await receipts.ReleaseAsync(person.Id, report.Id, cancellation);
            return false;
        }

        await receipts.SentAsync(person.Id, report.Id, cancellation);
        return true;
    }

    private static Content Utf8(string text) => new() { Data = text, Charset = "UTF-8" };

    [LoggerMessage(Level = LogLevel.Warning, Message = "{EmployeeId} did not get a report: {ErrorCode}")]
    private static partial void LogNotSent(ILogger logger, string employeeId, string? errorCode);
}

/// <summary>Ends an invocation, so that its report comes again.</summary>
internal sealed class UnsentException(string reportId, int count) : Exception($"{count} did not get {reportId}.");
