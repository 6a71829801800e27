using System.Text;
using System.Text.Json;

namespace Ooak.Lambdas.Operations;

/// <summary>What is counted beside what AWS counts by itself. Ten custom metrics are free.</summary>
public static class ProductMetrics
{
    public const string Namespace = "OOAK";

    /// <summary>Counters and ledgers that differed from their calls, and were mended.</summary>
    public const string CounterDifferences = "CounterDifferences";

    /// <summary>Sign-ins with a wrong password or for nobody.</summary>
    public const string SignInFailures = "SignInFailures";

    /// <summary>Changes of phones that have to be sent again: the table was busy or did not answer.</summary>
    public const string ChangesRetried = "ChangesRetried";
}

/// <summary>A line of a log that CloudWatch makes a metric of: no call, and no permission, is needed.</summary>
/// <remarks>Amazon CloudWatch User Guide, "Embedded metric format specification".</remarks>
internal static class MetricLine
{
    /// <param name="more">Numbers that stand beside it in the log, and are no metrics.</param>
    internal static void Write(TextWriter output, DateTimeOffset at, string name, long value, params ReadOnlySpan<(string Name, long Value)> more)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteStartObject("_aws");
            json.WriteNumber("Timestamp", at.ToUnixTimeMilliseconds());
            json.WriteStartArray("CloudWatchMetrics");
            json.WriteStartObject();
            json.WriteString("Namespace", ProductMetrics.Namespace);
            json.WriteStartArray("Dimensions");
            json.WriteStartArray();
            json.WriteEndArray();
            json.WriteEndArray();
            json.WriteStartArray("Metrics");
            json.WriteStartObject();
            json.WriteString("Name", name);
            json.WriteString("Unit", "Count");
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteNumber(name, value);
            foreach (var (other, number) in more)
            {
                json.WriteNumber(other, number);
            }

            json.WriteEndObject();
        }

        output.WriteLine(Encoding.UTF8.GetString(bytes.ToArray()));
    }
}
