using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace Ooak.LocalCloud.Tests;

/// <summary>What LocalCloud refuses to start with, in one line each.</summary>
public sealed class TemplateTests
{
    [Fact]
    public async Task An_unknown_type_stops_the_start()
    {
        var message = await Refusal(t => t["Resources"]!["Odd"] = new JsonObject { ["Type"] = "AWS::Kinesis::Stream" });

        message.ShouldBe("Odd has the type AWS::Kinesis::Stream, which LocalCloud does not run");
    }

    [Fact]
    public async Task An_unknown_property_stops_the_start()
    {
        var message = await Refusal(t => t["Resources"]!["Web"]!["Properties"]!["VpcConfig"] = new JsonObject());

        message.ShouldBe("Web (AWS::Lambda::Function) sets VpcConfig, which LocalCloud does not implement");
    }

    [Fact]
    public async Task What_a_schedule_cannot_have_here_stops_the_start()
    {
        static JsonNode Morning(JsonObject template) => template["Resources"]!["Morning"]!["Properties"]!;

        (await Refusal(t => Morning(t)["StartDate"] = "2026-01-01T00:00:00Z"))
            .ShouldBe("Morning (AWS::Scheduler::Schedule) sets StartDate, which LocalCloud does not implement");
        (await Refusal(t => Morning(t)["FlexibleTimeWindow"]!["Mode"] = "FLEXIBLE"))
            .ShouldBe("Morning has a flexible time window, which LocalCloud does not implement");
        (await Refusal(t => Morning(t)["ScheduleExpressionTimezone"] = "Mars/Olympus"))
            .ShouldBe("Morning has the time zone Mars/Olympus, which does not exist");
        (await Refusal(t => Morning(t)["ScheduleExpression"] = "cron(0 8 L * ? *)"))
            .ShouldBe("Morning has the schedule cron(0 8 L * ? *), which LocalCloud does not know");
    }

    [Fact]
    public async Task An_unknown_condition_key_stops_the_start()
    {
        var message = await Refusal(t => t["Resources"]!["WebRoleDefaultPolicy"]!["Properties"]!["PolicyDocument"]!["Statement"]![0]!["Condition"] =
            new JsonObject { ["StringEquals"] = new JsonObject { ["aws:RequestedRegion"] = "x" } });

        message.ShouldBe("a policy of WebRoleDefaultPolicy uses the condition key aws:RequestedRegion, which LocalCloud does not know");
    }

    [Fact]
    public async Task Conditions_of_a_trust_policy_matter_where_a_schedule_takes_the_role_on_and_nowhere_else()
    {
        static void Add(JsonObject template, string role) =>
            template["Resources"]![role]!["Properties"]!["AssumeRolePolicyDocument"]!["Statement"]![0]!["Condition"] =
                new JsonObject { ["StringEquals"] = new JsonObject { ["sts:ExternalId"] = "x" } };

        (await Refusal(t => Add(t, "MorningRole"))).ShouldBe("a policy of MorningRole uses the condition key sts:ExternalId, which LocalCloud does not know");
        await using var started = await Harness.StartAsync((template, options) =>
        {
            Add(template, "WebRole");
            return options;
        });
    }

    [Fact]
    public async Task A_stream_that_the_role_may_not_read_stops_the_start()
    {
        var message = await Refusal(t => t["Resources"]!["InsertsRoleDefaultPolicy"]!["Properties"]!["PolicyDocument"]!["Statement"]!.AsArray().RemoveAt(0));

        message.ShouldContain("may not dynamodb:DescribeStream");
    }

    [Fact]
    public async Task A_missing_assembly_and_a_busy_port_are_told()
    {
        var missing = await Should.ThrowAsync<LocalCloudException>(() => LocalCloudHost.StartAsync(new LocalCloudOptions { Assembly = "/nowhere/cdk.out" }));
        missing.Message.ShouldBe("/nowhere/cdk.out is no cloud assembly (manifest.json is missing); run cdk synth first");

        using var busy = new TcpListener(IPAddress.Loopback, 0);
        busy.Start();
        var port = ((IPEndPoint)busy.LocalEndpoint).Port;
        var message = await Refusal(_ => { }, options => options with { Port = port });
        message.ShouldBe($"port {port} is in use; stop what uses it or choose other ports with --port");
    }

    private static async Task<string> Refusal(Action<JsonObject> change, Func<LocalCloudOptions, LocalCloudOptions>? options = null)
    {
        var error = await Should.ThrowAsync<LocalCloudException>(() => Harness.StartAsync((template, given) =>
        {
            change(template);
            return options?.Invoke(given) ?? given;
        }));
        return error.Message;
    }
}
