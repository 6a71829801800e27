using System.Text;
using System.Text.Json;

namespace Ooak.Lambdas.Dashboard;

/// <summary>How a recount went.</summary>
/// <param name="Days">Compared with their calls.</param>
/// <param name="Differences">Counters and ledgers that were wrong, and were mended.</param>
/// <param name="Postponed">Days that moved meanwhile, or for which no time was left: the next night takes them.</param>
internal sealed record RecountReport(int Days, int Differences, int Postponed)
{
    /// <summary>As a line that CloudWatch makes metrics of: the alarm watches the differences.</summary>
    /// <remarks>Amazon CloudWatch User Guide, "Embedded metric format specification".</remarks>
    internal void Write(TextWriter output, DateTimeOffset at)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteStartObject("_aws");
            json.WriteNumber("Timestamp", at.ToUnixTimeMilliseconds());
            json.WriteStartArray("CloudWatchMetrics");
            json.WriteStartObject();
            json.WriteString("Namespace", RecountMetric.Namespace);
            json.WriteStartArray("Dimensions");
            json.WriteStartArray();
            json.WriteEndArray();
            json.WriteEndArray();
            json.WriteStartArray("Metrics");
            json.WriteStartObject();
            json.WriteString("Name", RecountMetric.Name);
            json.WriteString("Unit", "Count");
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteNumber(RecountMetric.Name, Differences);
            json.WriteNumber("days", Days);
            json.WriteNumber("postponed", Postponed);
            json.WriteEndObject();
        }

        output.WriteLine(Encoding.UTF8.GetString(bytes.ToArray()));
    }
}

/// <summary>What the alarm watches.</summary>
public static class RecountMetric
{
    public const string Namespace = "OOAK";
    public const string Name = "CounterDifferences";
}
