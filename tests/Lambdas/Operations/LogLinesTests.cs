using System.Text.Json.Nodes;
using Amazon.DynamoDBv2;
using Microsoft.Extensions.Logging;
using Ooak.Lambdas.Operations;

namespace Ooak.Lambdas.Tests.Operations;

public sealed partial class LogLinesTests : IDisposable
{
    private readonly StringWriter _output = new();
    private readonly ILoggerFactory _factory;

    public LogLinesTests() => _factory = LoggerFactory.Create(logging => logging.AddProvider(new LogLines(_output, TimeProvider.System)));

    public void Dispose()
    {
        _factory.Dispose();
        LogLines.RequestId = null;
    }

    [Fact]
    public void A_line_is_JSON_with_the_template_its_values_and_the_requests_id()
    {
        LogLines.RequestId = "r-1";
        LogRefused(_factory.CreateLogger("Ooak.Sync"), "busy\n\"now\"");

        var line = Line();
        ((string)line["LogLevel"]!).ShouldBe("Warning");
        ((string)line["Category"]!).ShouldBe("Ooak.Sync");
        ((string)line["Message"]!).ShouldBe("Refused: {Reason}");
        ((string)line["Reason"]!).ShouldBe("busy\n\"now\"");
        ((string)line["RequestId"]!).ShouldBe("r-1");
        DateTimeOffset.Parse((string)line["Timestamp"]!, null).ShouldBeGreaterThan(DateTimeOffset.UtcNow.AddMinutes(-1));
        line.ContainsKey("Exception").ShouldBeFalse();
    }

    [Fact]
    public void An_exception_that_may_quote_what_was_typed_gives_its_kind_and_place_alone()
    {
        var inner = new FormatException("'Anna Becker' is no number.");
        LogFailed(_factory.CreateLogger("Ooak.Sync"), Thrown(new InvalidOperationException("Anna Becker", inner)));

        var text = (string)Line()["Exception"]!;
        text.ShouldNotContain("Anna");
        text.ShouldContain("System.InvalidOperationException\n   at ");
        text.ShouldContain("---> System.FormatException");
    }

    [Fact]
    public void What_a_service_says_is_kept()
    {
        LogFailed(_factory.CreateLogger("Ooak.Sync"), Thrown(new AmazonDynamoDBException("The table is being deleted.")));

        ((string)Line()["Exception"]!).ShouldStartWith("Amazon.DynamoDBv2.AmazonDynamoDBException: The table is being deleted.");
    }

    private static Exception Thrown(Exception exception)
    {
        try
        {
            throw exception;
        }
        catch (Exception e) when (ReferenceEquals(e, exception))
        {
            return e;
        }
    }

    private JsonObject Line() => JsonNode.Parse(_output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Single())!.AsObject();

    [LoggerMessage(Level = LogLevel.Warning, Message = "Refused: {Reason}")]
    private static partial void LogRefused(ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Failed")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
