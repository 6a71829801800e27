using Ooak.Infra.Tests.Cost;

namespace Ooak.Infra.Tests;

public sealed class CostTests(Synthesized stack)
{
    private const string Begin = "<!-- The model's tables begin here. -->\n";
    private const string End = "<!-- The model's tables end here. -->\n";
    private readonly CostModel model = new(stack);

    /// <summary>COST_PAGE=write writes them.</summary>
    [Fact]
    public void The_page_says_what_the_model_says()
    {
        var file = Repository.File("docs", "cost.md");
        var page = File.ReadAllText(file);
        var (from, to) = (page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, page.IndexOf(End, StringComparison.Ordinal));
        var tables = "\n" + CostPage.Tables(model) + "\n";
        if (Environment.GetEnvironmentVariable("COST_PAGE") == "write")
        {
            File.WriteAllText(file, page[..from] + tables + page[to..]);
            return;
        }

        page[from..to].ShouldBe(tables);
    }

    // docs/cost.md says which goals are missed: with recordings both, without them the smaller one by cents.
    [Fact]
    public void Without_recordings_a_month_costs_about_a_dollar_for_50_and_about_26_for_1000()
    {
        model.Total(CostPage.Small with { Recorded = 0, Months = 1 }).ShouldBeLessThanOrEqualTo(1.05);
        model.Total(CostPage.Middle with { Recorded = 0, Months = 1 }).ShouldBeLessThanOrEqualTo(27);
    }

    [Fact]
    public void Nothing_costs_when_nobody_calls() =>
        model.Total(new Organisation(50, 1) { CallsADay = 0, Months = 0, HoursADay = 1 }).ShouldBeLessThanOrEqualTo(0.05);

    [Fact]
    public void Alarms_and_dashboards_stay_within_what_is_free()
    {
        stack.OfType("AWS::CloudWatch::Alarm").Count().ShouldBeLessThanOrEqualTo(Prices.FreeAlarms);
        stack.OfType("AWS::CloudWatch::Dashboard").Count().ShouldBeLessThanOrEqualTo(Prices.FreeDashboards);
    }

    [Fact]
    public void Nothing_in_the_stack_costs_by_the_hour()
    {
        // What does: a NAT gateway, a load balancer, a cluster, provisioned capacity, customer-managed keys, web ACLs.
        string[] priced = ["AWS::EC2::", "AWS::ElasticLoadBalancing", "AWS::RDS::", "AWS::ECS::", "AWS::KMS::Key", "AWS::WAFv2::", "AWS::ElastiCache", "AWS::OpenSearch", "AWS::SecretsManager"];
        stack.Resources.Select(resource => resource.Value!["Type"]!.GetValue<string>()).Where(type => priced.Any(prefix => type.StartsWith(prefix, StringComparison.Ordinal))).ShouldBeEmpty();
        stack.Single("AWS::DynamoDB::Table")["Properties"]!["BillingMode"]!.GetValue<string>().ShouldBe("PAY_PER_REQUEST");
        stack.OfType("AWS::Lambda::Function").ShouldAllBe(function => function.Resource["Properties"]!["ReservedConcurrentExecutions"] == null);
    }
}
