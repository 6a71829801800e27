namespace Ooak.Infra.Tests;

public sealed class DataTests(Synthesized stack)
{
    [Theory]
    [InlineData("AWS::DynamoDB::Table")]
    [InlineData("AWS::Cognito::UserPool")]
    [InlineData("AWS::S3::Bucket")]
    public void What_holds_data_outlives_the_stack(string type)
    {
        var resources = stack.OfType(type).ToList();
        resources.ShouldNotBeEmpty();
        resources.ShouldAllBe(entry => entry.Resource["DeletionPolicy"]!.GetValue<string>() == "Retain" && entry.Resource["UpdateReplacePolicy"]!.GetValue<string>() == "Retain");
    }

    [Fact]
    public void The_table_is_protected_and_recoverable()
    {
        var table = stack.Single("AWS::DynamoDB::Table")["Properties"]!;
        table["DeletionProtectionEnabled"]!.GetValue<bool>().ShouldBeTrue();
        table["PointInTimeRecoverySpecification"]!["PointInTimeRecoveryEnabled"]!.GetValue<bool>().ShouldBeTrue();
        table["BillingMode"]!.GetValue<string>().ShouldBe("PAY_PER_REQUEST");
        table["StreamSpecification"]!["StreamViewType"]!.GetValue<string>().ShouldBe("NEW_AND_OLD_IMAGES");
        table["TimeToLiveSpecification"]!["AttributeName"]!.GetValue<string>().ShouldBe("ttl");
    }

    [Fact]
    public void Buckets_are_private_encrypted_and_reached_by_TLS_only()
    {
        foreach (var (id, bucket) in stack.OfType("AWS::S3::Bucket"))
        {
            bucket["Properties"]!["PublicAccessBlockConfiguration"]!.AsObject().ShouldAllBe(setting => setting.Value!.GetValue<bool>());
            bucket["Properties"]!["BucketEncryption"].ShouldNotBeNull();
            stack.OfType("AWS::S3::BucketPolicy")
                .Single(policy => policy.Resource["Properties"]!["Bucket"]!["Ref"]!.GetValue<string>() == id)
                .Resource.ToJsonString().ShouldContain("\"aws:SecureTransport\":\"false\"");
        }
    }

    [Fact]
    public void Queues_are_encrypted() =>
        stack.OfType("AWS::SQS::Queue").ShouldAllBe(queue => queue.Resource["Properties"]!["SqsManagedSseEnabled"]!.GetValue<bool>());

    [Fact]
    public void Logs_end_after_thirty_days()
    {
        var groups = stack.OfType("AWS::Logs::LogGroup").ToList();
        // One a function, and the gateway's.
        groups.Count.ShouldBe(Ooak.Lambdas.Functions.FunctionCatalog.All.Count + 1);
        groups.ShouldAllBe(group => group.Resource["Properties"]!["RetentionInDays"]!.GetValue<int>() == 30);
    }

    [Fact]
    public void Nobody_signs_up_by_themselves_and_the_client_keeps_a_secret()
    {
        var pool = stack.Single("AWS::Cognito::UserPool")["Properties"]!;
        pool["AdminCreateUserConfig"]!["AllowAdminCreateUserOnly"]!.GetValue<bool>().ShouldBeTrue();
        var client = stack.Single("AWS::Cognito::UserPoolClient")["Properties"]!;
        client["GenerateSecret"]!.GetValue<bool>().ShouldBeTrue();
        client["PreventUserExistenceErrors"]!.GetValue<string>().ShouldBe("ENABLED");
        client["RefreshTokenRotation"]!["Feature"]!.GetValue<string>().ShouldBe("ENABLED");
        client["ExplicitAuthFlows"]!.ToJsonString().ShouldBe("""["ALLOW_USER_AUTH"]""");
    }
}
