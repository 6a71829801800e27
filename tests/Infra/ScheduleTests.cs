using System.Text.Json.Nodes;
using Amazon.CDK;
using Amazon.CDK.AWS.Lambda;
using Constructs;
using Ooak.Infra.Parts;
using Ooak.Lambdas.Functions;

namespace Ooak.Infra.Tests;

public sealed class ScheduleTests
{
    private readonly JsonObject resources = Synthesize(new StackSettings { TimeZone = "Europe/Zurich" });

    [Fact]
    public void A_schedule_runs_by_the_organisations_clock_and_tells_its_function_when_it_was_due()
    {
        var schedule = Only("AWS::Scheduler::Schedule");
        schedule["ScheduleExpression"]!.GetValue<string>().ShouldBe("cron(0 8 ? * MON-FRI *)");
        schedule["ScheduleExpressionTimezone"]!.GetValue<string>().ShouldBe("Europe/Zurich");
        schedule["FlexibleTimeWindow"]!["Mode"]!.GetValue<string>().ShouldBe("OFF");
        schedule["Target"]!["Arn"]!["Fn::GetAtt"]![0]!.GetValue<string>().ShouldBe(Id("AWS::Lambda::Function"));
        schedule["Target"]!["Input"]!.GetValue<string>().ShouldBe(ScheduledRun.Input);
        schedule["Target"]!["RetryPolicy"]!["MaximumRetryAttempts"]!.GetValue<int>().ShouldBeInRange(1, 185);
        schedule["Target"]!["DeadLetterConfig"]!["Arn"]!["Fn::GetAtt"]![0]!.GetValue<string>().ShouldBe(Id("AWS::SQS::Queue"));
    }

    [Fact]
    public void The_schedules_role_may_invoke_its_function_and_nothing_else()
    {
        var role = Only("AWS::Scheduler::Schedule")["Target"]!["RoleArn"]!["Fn::GetAtt"]![0]!.GetValue<string>();
        var statements = resources[role]!["Properties"]!["Policies"]!.AsArray()
            .SelectMany(policy => policy!["PolicyDocument"]!["Statement"]!.AsArray())
            .Select(statement => $"{statement!["Action"]} {statement["Resource"]!["Fn::GetAtt"]![0]}");
        statements.ShouldBe([$"lambda:InvokeFunction {Id("AWS::Lambda::Function")}", $"sqs:SendMessage {Id("AWS::SQS::Queue")}"]);
        resources.ShouldNotContain(entry => entry.Value!["Type"]!.GetValue<string>() == "AWS::IAM::Policy" && entry.Value["Properties"]!["Roles"]![0]!["Ref"]!.GetValue<string>() == role);
        var trust = resources[role]!["Properties"]!["AssumeRolePolicyDocument"]!["Statement"]!.AsArray().ShouldHaveSingleItem()!;
        trust["Principal"]!["Service"]!.GetValue<string>().ShouldBe("scheduler.amazonaws.com");
        trust["Condition"]!["StringEquals"]!["aws:SourceAccount"]!["Ref"]!.GetValue<string>().ShouldBe("AWS::AccountId");
    }

    [Fact]
    public void What_the_function_fails_at_waits_in_the_same_queue()
    {
        var invocation = Only("AWS::Lambda::EventInvokeConfig");
        invocation["MaximumRetryAttempts"]!.GetValue<int>().ShouldBe(2);
        invocation["DestinationConfig"]!["OnFailure"]!["Destination"]!["Fn::GetAtt"]![0]!.GetValue<string>().ShouldBe(Id("AWS::SQS::Queue"));
    }

    private JsonNode Only(string type) => resources[Id(type)]!["Properties"]!;

    private string Id(string type) => resources.Single(entry => entry.Value!["Type"]!.GetValue<string>() == type).Key;

    private static JsonObject Synthesize(StackSettings settings)
    {
        var app = new App(new AppProps { Outdir = Directory.CreateTempSubdirectory("ooak-synth-").FullName, AnalyticsReporting = false });
        try
        {
            var stack = new Stack(app, "Test");
            var function = new Function(new Construct(stack, "Daily"), "Function", new FunctionProps
            {
                Runtime = Runtime.NODEJS_20_X,
                Handler = "index.handler",
                Code = Code.FromInline("exports.handler = () => {}"),
            });
            new Schedules(stack, "Schedules", settings, [((ScheduleTrigger)On.Schedule("cron(0 8 ? * MON-FRI *)").Trigger, function)]);
            app.Synth();
            return JsonNode.Parse(File.ReadAllText(Path.Combine(app.Outdir, "Test.template.json")))!["Resources"]!.AsObject();
        }
        finally
        {
            Directory.Delete(app.Outdir, recursive: true);
        }
    }
}
