using System.Runtime.CompilerServices;

namespace Ooak.Lambdas.Functions;

/// <summary>Starts the declaration of an HTTP endpoint; its name is the file's.</summary>
public static class HttpEndpoint
{
    public static Builder Get(string route, [CallerFilePath] string file = "") => new("GET", route, file);

    public static Builder Post(string route, [CallerFilePath] string file = "") => new("POST", route, file);

    public static Builder Put(string route, [CallerFilePath] string file = "") => new("PUT", route, file);

    public static Builder Patch(string route, [CallerFilePath] string file = "") => new("PATCH", route, file);

    public static Builder Delete(string route, [CallerFilePath] string file = "") => new("DELETE", route, file);

    public readonly record struct Builder(string Method, string Route, string File)
    {
        /// <summary>Who may call it: the last thing nobody may forget, so there is no default.</summary>
        public FunctionSpec For(Audience audience) => new()
        {
            Name = Path.GetFileNameWithoutExtension(File),
            Trigger = new HttpTrigger(Method, Route, audience),
        };
    }
}

/// <summary>Starts the declaration of a function that events start.</summary>
public static class On
{
    public static FunctionSpec Stream(string[] itemTypes, int batchSize, [CallerFilePath] string file = "") =>
        Of(new StreamTrigger(itemTypes, batchSize), file);

    public static FunctionSpec Topic(string[] kinds, [CallerFilePath] string file = "") => Of(new TopicTrigger(kinds), file);

    public static FunctionSpec Upload(string prefix, [CallerFilePath] string file = "") => Of(new UploadTrigger(prefix), file);

    public static FunctionSpec Schedule(string expression, [CallerFilePath] string file = "") => Of(new ScheduleTrigger(expression), file);

    public static FunctionSpec WebSocket(string routeKey, bool answers = false, [CallerFilePath] string file = "") =>
        Of(new WebSocketTrigger(routeKey, answers), file);

    private static FunctionSpec Of(Trigger trigger, string file) => new() { Name = Path.GetFileNameWithoutExtension(file), Trigger = trigger };
}

public static class HttpSpecs
{
    /// <summary>The route of an HTTP function, for its mapping.</summary>
    public static string Route(this FunctionSpec spec) => ((HttpTrigger)spec.Trigger).Route;
}
