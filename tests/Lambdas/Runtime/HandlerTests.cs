using Amazon.Lambda.Core;
using Amazon.Lambda.TestUtilities;

namespace Ooak.Lambdas.Tests.Runtime;

/// <summary>What a test of a handler leans on instead of the runtime.</summary>
public sealed class HandlerTests
{
    [Fact]
    public void A_handler_can_be_called_with_a_test_context()
    {
        var logger = new TestLambdaLogger();
        var context = new TestLambdaContext
        {
            AwsRequestId = "id-1",
            FunctionName = "ooak-test",
            RemainingTime = TimeSpan.FromSeconds(3),
            Logger = logger,
        };

        Func<string, ILambdaContext, string> handler = (input, lambda) =>
        {
            lambda.Logger.LogLine("handled");
            lambda.Logger.LogWarning("slow");
            return $"{input} {lambda.AwsRequestId} {lambda.FunctionName} {lambda.RemainingTime.TotalSeconds}";
        };

        handler("event", context).ShouldBe("event id-1 ooak-test 3");

        logger.Buffer.ToString().ShouldBe($"handled{Environment.NewLine}[Warning] slow{Environment.NewLine}");
    }
}
