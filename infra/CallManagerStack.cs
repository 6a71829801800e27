using Amazon.CDK;
using Constructs;
using Ooak.Infra.Parts;
using Ooak.Lambdas.Functions;

namespace Ooak.Infra;

/// <summary>The product, in the order of its data path: phone → site → API → functions → table → stream → counters and topic →
/// dashboards.</summary>
public sealed class CallManagerStack : Stack
{
    public CallManagerStack(Construct scope, string id, StackSettings settings, StackAssets assets)
        : base(scope, id, new StackProps { Description = "OOAK Call Manager Pro" })
    {
        // What remembers.
        var table = new CallTable(this, "Table");
        var storage = new Storage(this, "Storage", settings);
        var topic = new NoticeTopic(this, "Notices");

        // The doors: their ids come first, because the site's one origin leads to them.
        var http = new HttpRoutes(this, "Http", settings);
        var realtime = new RealtimeRoutes(this, "Realtime");
        var site = new Site(this, "Site", settings, storage, http, realtime);

        // Who may come in.
        var identity = new Identity(this, "Identity", settings, site);

        // What happens: one function per endpoint and per event, each with its own grants.
        var functions = new Functions(this, "Functions", assets, settings, new FunctionResources(table, identity, topic, realtime, site, storage));
        http.Connect(functions, identity);
        realtime.Connect(functions);
        var stream = new StreamReaders(this, "Stream", table, functions);
        topic.Connect(functions);
        var recordings = new RecordingEvents(this, "Recordings", storage, functions);
        var schedules = new Schedules(this, "Schedules", settings, functions.On<ScheduleTrigger>());
        functions.GrantPutAside<ScheduleTrigger>(schedules.Failures);
        new Alarms(this, "Alarms", settings, http, functions, stream, topic, recordings, schedules);
        new Overview(this, "Overview", http, functions, table, [stream.Failures, topic.DeadLetters, recordings.Failures, schedules.Failures]);
        if (settings.Backup)
        {
            new TableBackup(this, "Backup", table);
        }

        // The pages go out last: a new page must find its functions.
        site.Deploy(assets, after: [functions, http.Stage, realtime.Stage]);

        new CfnOutput(this, "SiteUrl", new CfnOutputProps { Value = site.Url, Description = "Employees install from here" });
        new CfnOutput(this, "DashboardUrl", new CfnOutputProps { Value = $"{site.Url}/dashboard/", Description = "Managers sign in here" });
        new CfnOutput(this, "UserPoolId", new CfnOutputProps { Value = identity.Pool.UserPoolId });
        new CfnOutput(this, "TableName", new CfnOutputProps { Value = table.Table.TableName });
    }
}
