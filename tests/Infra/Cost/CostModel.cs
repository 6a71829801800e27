using System.Text.Json.Nodes;
using static Ooak.Infra.Tests.Cost.Prices;

namespace Ooak.Infra.Tests.Cost;

/// <summary>What a month costs: requests a call as the code makes them, sizes and counts of resources from the template, times list
/// prices, less what is always free.</summary>
internal sealed class CostModel(Synthesized stack)
{
    /// <summary>A call's item with everything it has, in KB; an index's copy is as large.</summary>
    private const double CallKilobytes = 0.9;

    /// <summary>Syncs without a call, a day: opening the app, coming online, what others changed.</summary>
    private const double OtherSyncs = 12;

    /// <summary>Requests of an open dashboard a minute: what its socket tells it to fetch anew.</summary>
    private const double DashboardRequests = 1;

    /// <summary>Functions behind a call: sync, counters, fan-out, dashboards. Seconds, warm, at their memory; cold starts are one in some hundreds.</summary>
    private const double SecondsAnInvocation = 0.06;

    private const double AppMegabytes = 1.5;
    private const double LogBytes = 700;

    private int Count(string type) => stack.OfType(type).Count();

    private double Memory(string function) => stack.Resources[stack.FunctionId(function)]!["Properties"]!["MemorySize"]!.GetValue<int>() / 1024.0;

    /// <summary>Dollars a month by service.</summary>
    internal IReadOnlyList<(string Service, double Dollars)> Of(Organisation who)
    {
        var syncs = who.Calls + (who.Employees * OtherSyncs * who.DaysAMonth);
        var dashboardMinutes = who.Dashboards * who.HoursADay * 60 * who.DaysAMonth;
        var requests = syncs + (dashboardMinutes * DashboardRequests) + (who.Recordings * 1.2);

        // Sync; then, by the stream, the counters' reader, the fan-out, and the dashboards' messenger. An upload is looked at.
        var invocations = requests + (who.Calls * 3) + who.Recordings;
        var gigabyteSeconds = SecondsAnInvocation * ((requests * Memory("SyncCalls")) + (who.Calls * (Memory("Aggregate") + Memory("FanOut") + Memory("DeliverRealtime"))));

        // The call and its copy in each index; checkpoint, ledger and two counters in one transaction, which doubles them.
        var indexes = Indexes();
        var writes = (who.Calls * (Math.Ceiling(CallKilobytes) * (1 + indexes))) + (who.Calls * 4 * 2) + (who.Recordings * 2 * (1 + indexes)) + syncs;

        // Who asks, what changed, presence; the transaction's four; open sockets.
        var reads = (syncs * 3) + (who.Calls * 5) + (dashboardMinutes * DashboardRequests * 20);
        var tableGigabytes = who.Calls * who.Months * CallKilobytes * (1 + indexes) / 1024 / 1024;

        var publishes = who.Calls + who.Employees;
        var messages = (who.Calls * Math.Min(1, 0.5 + (1.0 / who.Dashboards)) * who.Dashboards) + (dashboardMinutes / 8);
        var logGigabytes = (invocations * LogBytes) / Million / 1000;
        var edgeRequests = requests + (who.Employees * who.DaysAMonth * 10);
        var traces = who.Tracing ? Math.Min(invocations, (4 * who.HoursADay * 3600 * who.DaysAMonth) + (invocations * 0.05)) : 0;
        return
        [
            ("API Gateway, HTTP", requests * HttpRequests),
            ("API Gateway, WebSocket", (messages * SocketMessages) + (dashboardMinutes * SocketMinutes)),
            ("Lambda", (Beyond(invocations, FreeInvocations) * Invocations) + (Beyond(gigabyteSeconds, FreeGigabyteSeconds) * GigabyteSeconds)),
            ("DynamoDB, requests", (writes * WriteUnits) + (reads * ReadUnits)),
            ("DynamoDB, storage", Beyond(tableGigabytes, FreeTableGigabytes) * TableGigabytes),
            ("DynamoDB, point-in-time recovery", tableGigabytes * PointInTimeGigabytes),
            ("S3, recordings kept", who.RecordingGigabytes * StandardGigabytes),
            ("S3, requests and events", who.Recordings * (Puts + (2 * Gets) + Events)),
            ("SNS", Beyond(publishes, FreePublishes) * Publishes),
            ("KMS, for SNS", Beyond(2 * 4 * who.HoursADay * 12 * who.DaysAMonth, FreeKeyRequests) * KeyRequests),
            ("CloudFront", (Beyond(edgeRequests, FreeEdgeRequests) * EdgeRequests) + (Beyond(who.Employees * 4, FreeEdgeFunctions) * EdgeFunctions)
                + (Beyond(((who.Employees * AppMegabytes) + (requests * 0.002)) / 1024, FreeEdgeGigabytes) * EdgeGigabytes)),
            ("CloudWatch", (Beyond(logGigabytes, FreeLogGigabytes) * LogGigabytes) + (Beyond(Count("AWS::CloudWatch::Alarm"), FreeAlarms) * Alarms)
                + (Beyond(Count("AWS::CloudWatch::Dashboard"), FreeDashboards) * Dashboards)),
            ("Cognito", Beyond(who.Employees, FreeActiveUsers) * ActiveUsers),
            ("X-Ray", Beyond(traces, FreeTraces) * Traces),
        ];
    }

    internal double Total(Organisation who) => Of(who).Sum(line => line.Dollars);

    // A call is in both local indexes and in those global ones whose keys it has: by day and by contact.
    private int Indexes()
    {
        var table = stack.Single("AWS::DynamoDB::Table")["Properties"]!;
        return table["LocalSecondaryIndexes"]!.AsArray().Count + table["GlobalSecondaryIndexes"]!.AsArray().Count(index => Name(index) is "feed" or "by-contact");
    }

    private static string Name(JsonNode? index) => index!["IndexName"]!.GetValue<string>();
}
