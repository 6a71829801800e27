using System.Text.Json;
using Amazon.Lambda.RuntimeSupport;
using Amazon.Lambda.SNSEvents;
using Ooak.Lambdas.Functions;
using Ooak.Lambdas.Realtime;
using Ooak.Lambdas.Wire;

namespace Ooak.Lambdas.Reports;

/// <summary>Mails a week's figures to the managers who want them. Who has had them is not sent them again, so that a failure may come
/// again for the others.</summary>
public sealed class MailReports : IEventFunction
{
    public static FunctionSpec Spec => On.Topic([TopicKinds.Report])
        .Uses(Table.Get, Table.Query, Table.Put, Table.Update, Table.Delete, Mail.Send) with
    { Timeout = 60 };

    public static LambdaBootstrap Bootstrap(IServiceProvider services)
    {
        var mails = services.GetRequiredService<ReportMails>();
        return EventLoop.Of<SNSEvent>(async (notification, _) =>
        {
            foreach (var record in notification.Records)
            {
                await mails.SendAsync(JsonSerializer.Deserialize(record.Sns.Message ?? "", WireJson.Default.WeeklyReport)!, CancellationToken.None);
            }
        });
    }
}
