using System.Text.Json;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>The error object of the Runtime API: errorType, errorMessage, stackTrace.</summary>
internal static class ErrorPayload
{
    internal static string TypeOf(Exception exception) => exception.GetType().Name;

    internal static byte[] Of(Exception exception)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            Write(writer, exception, depth: 0);
        }

        return stream.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, Exception exception, int depth)
    {
        writer.WriteStartObject();
        writer.WriteString("errorType", TypeOf(exception));
        writer.WriteString("errorMessage", exception.Message);
        writer.WriteStartArray("stackTrace");
        foreach (var line in (exception.StackTrace ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            writer.WriteStringValue(line);
        }

        writer.WriteEndArray();
        if (exception.InnerException is { } inner && depth < 5)
        {
            writer.WritePropertyName("cause");
            Write(writer, inner, depth + 1);
        }

        writer.WriteEndObject();
    }
}
