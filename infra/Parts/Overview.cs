using Amazon.CDK;
using Amazon.CDK.AWS.CloudWatch;
using Constructs;
using Ooak.Lambdas.Functions;
using Ooak.Lambdas.Operations;

namespace Ooak.Infra.Parts;

/// <summary>One page for whoever is woken, in the order of the data path. Three dashboards are free.</summary>
internal sealed class Overview : Construct
{
    public Overview(Construct scope, string id, HttpRoutes http, Functions functions, CallTable table, FailureQueue[] queues)
        : base(scope, id)
    {
        var readers = functions.On<StreamTrigger>().Select(entry => entry.Function).ToArray();
        new Dashboard(this, "Dashboard", new DashboardProps
        {
            DefaultInterval = Duration.Days(1),
            Widgets =
            [
                [
                    Graph("Requests", Measures.Api(http, "Count"), Measures.Api(http, "4xx"), Measures.Api(http, "5xx")),
                    Graph("Answers, ms", Measures.Api(http, "Latency", "p50"), Measures.Api(http, "Latency", "p95")),
                    Graph("Functions", Lambda("Errors"), Measures.Throttles, Lambda("ConcurrentExecutions", "Maximum")),
                ],
                [
                    Graph("Stream, ms behind", [.. readers.Select(reader => reader.Metric("IteratorAge", new MetricOptions { Statistic = "Maximum" }))]),
                    Graph("Given up", [.. queues.Select(queue => queue.Queue.MetricApproximateNumberOfMessagesVisible())]),
                    Graph("Table", Table(table, "ConsumedWriteCapacityUnits"), Table(table, "ConsumedReadCapacityUnits"), Table(table, "ReadThrottleEvents"), Table(table, "WriteThrottleEvents")),
                ],
                [
                    Graph(
                        "Ours",
                        Measures.Own(ProductMetrics.ChangesRetried, Duration.Minutes(5)),
                        Measures.Own(ProductMetrics.SignInFailures, Duration.Minutes(5)),
                        Measures.Own(ProductMetrics.CounterDifferences, Duration.Minutes(5))),
                ],
            ],
        });
    }

    private static GraphWidget Graph(string title, params IMetric[] metrics) => new(new GraphWidgetProps { Title = title, Left = metrics, Width = 8, Height = 6 });

    private static Metric Lambda(string name, string statistic = "Sum") =>
        new(new MetricProps { Namespace = "AWS/Lambda", MetricName = name, Statistic = statistic, Period = Duration.Minutes(5) });

    private static Metric Table(CallTable table, string name) => new(new MetricProps
    {
        Namespace = "AWS/DynamoDB",
        MetricName = name,
        DimensionsMap = new Dictionary<string, string> { ["TableName"] = table.Table.TableName },
        Statistic = "Sum",
        Period = Duration.Minutes(5),
    });
}
