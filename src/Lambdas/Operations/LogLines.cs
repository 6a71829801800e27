using System.Text;
using System.Text.Json;
using Amazon.Runtime;

namespace Ooak.Lambdas.Operations;

/// <summary>Logs as lines of JSON on standard output: time, level, where from, the message's text, its values by name, the ids of
/// request and trace. Written at once: what a queue holds is lost when the function is frozen (docs/decisions/0017).</summary>
internal sealed class LogLines(TextWriter output, TimeProvider time) : ILoggerProvider
{
    /// <summary>The runtime sets it at each invocation.</summary>
    private const string TraceVariable = "_X_AMZN_TRACE_ID";

    /// <summary>Of the invocation that runs; a process has one at a time. An HTTP request's is the gateway's.</summary>
    public static string? RequestId { get; set; }

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void Dispose()
    {
    }

    private void Write<TState>(LogLevel level, string category, TState state, Exception? exception, string text)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("Timestamp", time.GetUtcNow());
            json.WriteString("LogLevel", level.ToString());
            json.WriteString("Category", category);
            Write(json, state, text);
            WriteOptional(json, "RequestId", RequestId);
            WriteOptional(json, "TraceId", Environment.GetEnvironmentVariable(TraceVariable));
            WriteOptional(json, "Exception", exception is null ? null : TextOf(exception));
            json.WriteEndObject();
        }

        output.WriteLine(Encoding.UTF8.GetString(bytes.ToArray()));
    }

    // The template is the message, so that equal ones can be counted; its values stand beside it.
    private static void Write<TState>(Utf8JsonWriter json, TState state, string text)
    {
        const string Template = "{OriginalFormat}";
        var values = state as IReadOnlyList<KeyValuePair<string, object?>> ?? [];
        json.WriteString("Message", values.FirstOrDefault(value => value.Key == Template).Value as string ?? text);
        foreach (var (name, value) in values)
        {
            if (name != Template)
            {
                json.WriteString(name, value?.ToString());
            }
        }
    }

    private static void WriteOptional(Utf8JsonWriter json, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            json.WriteString(name, value);
        }
    }

    /// <summary>Kinds and stacks, inner ones too. Messages of services and of the network as well; others may quote what somebody typed.</summary>
    internal static string TextOf(Exception exception)
    {
        var text = new StringBuilder();
        for (var one = exception; one is not null; one = one.InnerException)
        {
            text.Append(text.Length > 0 ? "\n---> " : "").Append(one.GetType().FullName);
            if (one is AmazonServiceException or AmazonClientException or HttpRequestException or IOException or OperationCanceledException)
            {
                text.Append(": ").Append(one.Message);
            }

            if (one.StackTrace is { } stack)
            {
                text.Append('\n').Append(stack);
            }
        }

        return text.ToString();
    }

    private sealed class Logger(LogLines lines, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Write(logLevel, category, state, exception, formatter(state, exception));
    }
}
