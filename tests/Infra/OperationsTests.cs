using Ooak.Lambdas.Operations;

namespace Ooak.Infra.Tests;

/// <summary>Whoever is woken at night finds what to do.</summary>
public sealed class OperationsTests(Synthesized stack)
{
    [Fact]
    public void Every_alarm_tells_somebody_and_has_its_place_in_the_runbook()
    {
        var runbook = File.ReadAllText(Repository.File("docs", "operations.md"));
        var alarms = stack.OfType("AWS::CloudWatch::Alarm").ToList();
        alarms.Count.ShouldBeInRange(5, 10);
        foreach (var (id, alarm) in alarms)
        {
            var name = id["Alarms".Length..^8];
            runbook.ShouldContain($"### {name}\n", customMessage: name);
            alarm["Properties"]!["AlarmActions"]!.AsArray().ShouldHaveSingleItem()!["Ref"]!.GetValue<string>().ShouldStartWith("AlarmsTopic");
            alarm["Properties"]!["AlarmDescription"]!.GetValue<string>().Length.ShouldBeGreaterThan(20);
        }
    }

    [Fact]
    public void The_runbook_names_no_alarm_that_is_not_there()
    {
        var runbook = File.ReadAllText(Repository.File("docs", "operations.md"));
        var alarms = stack.OfType("AWS::CloudWatch::Alarm").Select(alarm => alarm.Id["Alarms".Length..^8]).ToHashSet();
        runbook[runbook.IndexOf("## Alarms", StringComparison.Ordinal)..].Split('\n').Where(line => line.StartsWith("### ", StringComparison.Ordinal)).Select(line => line[4..])
            .Where(name => !alarms.Contains(name)).ShouldBeEmpty();
    }

    [Fact]
    public void There_are_few_metrics_of_our_own_and_one_overview_shows_them()
    {
        var overview = stack.Single("AWS::CloudWatch::Dashboard").ToJsonString();
        string[] own = [ProductMetrics.CounterDifferences, ProductMetrics.SignInFailures, ProductMetrics.ChangesRetried];
        own.ShouldAllBe(name => overview.Contains(name));
        typeof(ProductMetrics).GetFields().Length.ShouldBe(own.Length + 1, "the namespace, and the metrics");
    }

    [Fact]
    public void The_alarms_may_be_published_by_CloudWatch_of_this_account_alone()
    {
        var policy = stack.OfType("AWS::SNS::TopicPolicy").Single(entry => entry.Id.StartsWith("Alarms", StringComparison.Ordinal)).Resource.ToJsonString();
        policy.ShouldContain("cloudwatch.amazonaws.com");
        policy.ShouldContain("aws:SourceAccount");
    }

    [Fact]
    public void The_gateway_logs_its_requests_without_saying_whose()
    {
        var stage = stack.OfType("AWS::ApiGatewayV2::Stage").Single(entry => entry.Id.StartsWith("Http", StringComparison.Ordinal)).Resource;
        var format = stage["Properties"]!["AccessLogSettings"]!["Format"]!.GetValue<string>();
        System.Text.Json.Nodes.JsonNode.Parse(format)!["requestId"].ShouldNotBeNull();
        foreach (var personal in new[] { "identity", "authorizer", "$context.path", "userAgent", "domainName" })
        {
            format.ShouldNotContain(personal);
        }
    }
}
