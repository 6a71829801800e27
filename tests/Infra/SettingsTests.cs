using Amazon.CDK;

namespace Ooak.Infra.Tests;

public sealed class SettingsTests
{
    [Fact]
    public void Two_syntheses_give_the_same_template() => Synthesized.Synthesize(new StackSettings()).ShouldBe(Synthesized.Synthesize(new StackSettings()));

    [Fact]
    public void The_first_manager_is_invited_into_the_group()
    {
        var stack = new Synthesized(new StackSettings { FirstManagerEmail = "boss@example.com" });
        stack.Single("AWS::Cognito::UserPoolUser").ToJsonString().ShouldContain("boss@example.com");
        stack.Single("AWS::Cognito::UserPoolUserToGroupAttachment").ToJsonString().ShouldContain("manager");
    }

    [Fact]
    public void Without_a_first_manager_nobody_is_invited() =>
        new Synthesized(new StackSettings()).OfType("AWS::Cognito::UserPoolUser").ShouldBeEmpty();

    [Fact]
    public void Alarms_reach_the_address_that_was_given()
    {
        var subscription = new Synthesized(new StackSettings { AlarmEmail = "it@example.com" }).OfType("AWS::SNS::Subscription")
            .Select(entry => entry.Resource["Properties"]!)
            .Single(properties => properties["Protocol"]!.GetValue<string>() == "email");
        subscription["Endpoint"]!.GetValue<string>().ShouldBe("it@example.com");
    }

    [Theory]
    [InlineData("example.com", "calls@example.com")]
    [InlineData("office@example.com", "office@example.com")]
    public void Reports_come_from_the_identity_that_was_given(string identity, string sender)
    {
        var stack = new Synthesized(new StackSettings { SesIdentity = identity });
        Sender(stack).ShouldBe(sender);
        stack.Text.ShouldContain($":identity/{identity}");
    }

    [Fact]
    public void Without_an_identity_nothing_may_be_mailed()
    {
        var stack = new Synthesized(new StackSettings());
        Sender(stack).ShouldBeEmpty();
        stack.Text.ShouldNotContain("ses:SendEmail");
    }

    private static string Sender(Synthesized stack) =>
        stack.Resources[stack.FunctionId("MailReports")]!["Properties"]!["Environment"]!["Variables"]!["MAIL_SENDER"]!.GetValue<string>();

    [Fact]
    public void The_stack_has_room_below_CloudFormations_limit() =>
        new Synthesized(new StackSettings { SesIdentity = "example.com", SmsEnabled = true, AlarmEmail = "it@example.com", FirstManagerEmail = "boss@example.com", Tracing = true, Backup = true }).Resources.Count.ShouldBeLessThanOrEqualTo(480);

    [Fact]
    public void A_domain_names_the_site_and_the_passkeys()
    {
        const string certificate = "arn:aws:acm:us-east-1:123456789012:certificate/1f9b7a3e-0000-4000-8000-000000000000";
        var stack = new Synthesized(new StackSettings { DomainName = "calls.example.com", CertificateArn = certificate });
        var distribution = stack.Single("AWS::CloudFront::Distribution")["Properties"]!["DistributionConfig"]!;
        distribution["Aliases"]!.ToJsonString().ShouldBe("""["calls.example.com"]""");
        stack.Single("AWS::Cognito::UserPool")["Properties"]!["WebAuthnRelyingPartyID"]!.GetValue<string>().ShouldBe("calls.example.com");
    }

    [Fact]
    public void Tracing_is_a_choice_and_follows_every_function()
    {
        new Synthesized(new StackSettings()).OfType("AWS::Lambda::Function").ShouldAllBe(function => function.Resource["Properties"]!["TracingConfig"] == null);

        var traced = new Synthesized(new StackSettings { Tracing = true });
        foreach (var name in Ooak.Lambdas.Functions.FunctionCatalog.All.Select(entry => entry.Spec.Name))
        {
            traced.Resources[traced.FunctionId(name)]!["Properties"]!["TracingConfig"]!["Mode"]!.GetValue<string>().ShouldBe("Active", name);
        }
    }

    [Fact]
    public void A_vault_of_copies_is_a_choice()
    {
        new Synthesized(new StackSettings()).OfType("AWS::Backup::BackupPlan").ShouldBeEmpty();

        var stack = new Synthesized(new StackSettings { Backup = true });
        stack.Single("AWS::Backup::BackupVault")["DeletionPolicy"]!.GetValue<string>().ShouldBe("Retain");
        stack.Single("AWS::Backup::BackupSelection").ToJsonString().ShouldContain(stack.OfType("AWS::DynamoDB::Table").Single().Id);
        stack.Single("AWS::Backup::BackupPlan").ToJsonString().ShouldContain("\"DeleteAfterDays\":35");
    }

    [Fact]
    public void Text_messages_are_a_choice_and_only_Cognito_may_send_them()
    {
        var without = new Synthesized(new StackSettings());
        Factors(without).ShouldNotContain("SMS_OTP");
        without.Single("AWS::Cognito::UserPool")["Properties"]!["SmsConfiguration"].ShouldBeNull();
        SmsVariable(without).ShouldBe("false");

        var with = new Synthesized(new StackSettings { SmsEnabled = true });
        Factors(with).ShouldBe(["PASSWORD", "EMAIL_OTP", "WEB_AUTHN", "SMS_OTP"], ignoreOrder: true);
        SmsVariable(with).ShouldBe("true");
        var sms = with.Single("AWS::Cognito::UserPool")["Properties"]!["SmsConfiguration"]!;
        var role = with.Resources[sms["SnsCallerArn"]!["Fn::GetAtt"]![0]!.GetValue<string>()]!["Properties"]!;
        var trust = role["AssumeRolePolicyDocument"]!["Statement"]![0]!;
        trust["Principal"]!["Service"]!.GetValue<string>().ShouldBe("cognito-idp.amazonaws.com");
        trust["Condition"]!["StringEquals"]!["sts:ExternalId"]!.GetValue<string>().ShouldBe(sms["ExternalId"]!.GetValue<string>());
        role["Policies"]!.AsArray().ShouldHaveSingleItem()!["PolicyDocument"]!["Statement"]!.AsArray()
            .ShouldHaveSingleItem()!["Action"]!.GetValue<string>().ShouldBe("sns:Publish");

        static IEnumerable<string> Factors(Synthesized stack) =>
            stack.Single("AWS::Cognito::UserPool")["Properties"]!["Policies"]!["SignInPolicy"]!["AllowedFirstAuthFactors"]!.AsArray().Select(factor => factor!.GetValue<string>());

        static string SmsVariable(Synthesized stack) =>
            stack.Resources[stack.FunctionId("GetHealth")]!["Properties"]!["Environment"]!["Variables"]!["SMS_ENABLED"]!.GetValue<string>();
    }

    [Theory]
    [InlineData("smsEnabled", "perhaps")]
    [InlineData("domainName", "calls.example.com")]
    [InlineData("timeZone", "Mars/Olympus")]
    [InlineData("logRetentionDays", "soon")]
    [InlineData("logRetentionDays", "3651")]
    [InlineData("recordingRetentionDays", "0")]
    public void A_value_that_cannot_work_is_refused_before_anything_is_deployed(string name, string value)
    {
        var app = new App(new AppProps { Context = new Dictionary<string, object> { [name] = value } });
        Should.Throw<ArgumentException>(() => StackSettings.FromContext(app.Node)).Message.ShouldContain(name);
    }

    [Fact]
    public void Context_values_reach_the_functions()
    {
        var app = new App(new AppProps { Context = new Dictionary<string, object> { ["timeZone"] = "Europe/Berlin", ["defaultCountry"] = "DE", ["logRetentionDays"] = "90" } });
        var stack = new Synthesized(StackSettings.FromContext(app.Node));
        var variables = stack.Resources[stack.FunctionId("GetMe")]!["Properties"]!["Environment"]!["Variables"]!;
        variables["TIME_ZONE"]!.GetValue<string>().ShouldBe("Europe/Berlin");
        variables["DEFAULT_COUNTRY"]!.GetValue<string>().ShouldBe("DE");
        stack.OfType("AWS::Logs::LogGroup").ShouldAllBe(group => group.Resource["Properties"]!["RetentionInDays"]!.GetValue<int>() == 90);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 3)]
    [InlineData(60, 60)]
    [InlineData(366, 400)]
    [InlineData(3650, 3653)]
    public void Logs_are_never_kept_shorter_than_asked(int asked, int kept) =>
        new Synthesized(new StackSettings { LogRetentionDays = asked }).OfType("AWS::Logs::LogGroup")
            .ShouldAllBe(group => group.Resource["Properties"]!["RetentionInDays"]!.GetValue<int>() == kept);
}
