namespace Ooak.Infra.Tests.Cost;

/// <summary>List prices in us-east-1, in US dollars, November 2026 as far as their pages are known; and what is free for good. What is free
/// for a new account's first year is not counted.</summary>
internal static class Prices
{
    internal const double Million = 1_000_000;

    // https://aws.amazon.com/api-gateway/pricing/
    internal const double HttpRequests = 1.00 / Million;
    internal const double SocketMessages = 1.00 / Million;
    internal const double SocketMinutes = 0.25 / Million;

    // https://aws.amazon.com/lambda/pricing/ (x86)
    internal const double Invocations = 0.20 / Million;
    internal const double GigabyteSeconds = 0.0000166667;
    internal const double FreeInvocations = Million;
    internal const double FreeGigabyteSeconds = 400_000;

    // https://aws.amazon.com/dynamodb/pricing/on-demand/
    internal const double WriteUnits = 0.625 / Million;
    internal const double ReadUnits = 0.125 / Million;
    internal const double TableGigabytes = 0.25;
    internal const double FreeTableGigabytes = 25;
    internal const double PointInTimeGigabytes = 0.20;

    // https://aws.amazon.com/s3/pricing/
    internal const double StandardGigabytes = 0.023;
    internal const double Puts = 0.005 / 1000;
    internal const double Gets = 0.0004 / 1000;

    // https://aws.amazon.com/sns/pricing/ (deliveries to functions are free)
    internal const double Publishes = 0.50 / Million;
    internal const double FreePublishes = Million;

    // https://aws.amazon.com/eventbridge/pricing/ (events of S3)
    internal const double Events = 1.00 / Million;

    // https://aws.amazon.com/cloudwatch/pricing/
    internal const double LogGigabytes = 0.50;
    internal const double FreeLogGigabytes = 5;
    internal const double Alarms = 0.10;
    internal const int FreeAlarms = 10;
    internal const double CustomMetrics = 0.30;
    internal const int FreeCustomMetrics = 10;
    internal const double Dashboards = 3.00;
    internal const int FreeDashboards = 3;

    // https://aws.amazon.com/cognito/pricing/ (Essentials)
    internal const double ActiveUsers = 0.015;
    internal const int FreeActiveUsers = 10_000;

    // https://aws.amazon.com/cloudfront/pricing/ (pay as you go)
    internal const double EdgeRequests = 1.00 / Million;
    internal const double FreeEdgeRequests = 10 * Million;
    internal const double EdgeFunctions = 0.10 / Million;
    internal const double FreeEdgeFunctions = 2 * Million;
    internal const double EdgeGigabytes = 0.085;
    internal const double FreeEdgeGigabytes = 1024;

    // https://aws.amazon.com/kms/pricing/ (requests; the AWS-managed key itself is free)
    internal const double KeyRequests = 0.03 / 10_000;
    internal const double FreeKeyRequests = 20_000;

    // https://aws.amazon.com/xray/pricing/
    internal const double Traces = 5.00 / Million;
    internal const double FreeTraces = 100_000;

    internal static double Beyond(double amount, double free) => Math.Max(0, amount - free);
}
