using Amazon.CDK;
using Amazon.CDK.AWS.CloudWatch;
using Ooak.Lambdas.Operations;

namespace Ooak.Infra.Parts;

/// <summary>What alarms watch and the overview shows.</summary>
internal static class Measures
{
    /// <summary>Of all functions of the account and region: they share its concurrency.</summary>
    internal static Metric Throttles => new(new MetricProps { Namespace = "AWS/Lambda", MetricName = "Throttles", Statistic = "Sum", Period = Duration.Minutes(5) });

    internal static Metric Own(string name, Duration period) =>
        new(new MetricProps { Namespace = ProductMetrics.Namespace, MetricName = name, Statistic = "Sum", Period = period });

    internal static Metric Api(HttpRoutes http, string name, string statistic = "Sum") => new(new MetricProps
    {
        Namespace = "AWS/ApiGateway",
        MetricName = name,
        DimensionsMap = new Dictionary<string, string> { ["ApiId"] = http.Api.ApiId },
        Statistic = statistic,
        Period = Duration.Minutes(5),
    });
}
