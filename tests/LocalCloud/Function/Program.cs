using System.Text;
using System.Text.Json.Nodes;
using Ooak.LocalCloud.TestFunction;

// A function without any framework: the Runtime API's loop, and behaviour that the event asks for.
if (Environment.GetEnvironmentVariable("FAIL_INIT") is { Length: > 0 } why)
{
    Console.Error.WriteLine(why);
    return 3;
}

using var http = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
var root = $"http://{Environment.GetEnvironmentVariable("AWS_LAMBDA_RUNTIME_API")}/2018-06-01/runtime/invocation/";
while (true)
{
    using var next = await http.GetAsync(root + "next");
    var id = next.Headers.GetValues("Lambda-Runtime-Aws-Request-Id").First();
    Environment.SetEnvironmentVariable("_X_AMZN_TRACE_ID", next.Headers.GetValues("Lambda-Runtime-Trace-Id").First());
    var input = JsonNode.Parse(await next.Content.ReadAsStringAsync())!;
    string kind;
    string answer;
    try
    {
        (kind, answer) = ("response", (await Behaviour.RunAsync(input.AsObject(), id)).ToJsonString());
    }
    catch (InvalidOperationException e)
    {
        (kind, answer) = ("error", new JsonObject { ["errorType"] = nameof(InvalidOperationException), ["errorMessage"] = e.Message }.ToJsonString());
    }

    using var body = new StringContent(answer, Encoding.UTF8, "application/json");
    using var done = await http.PostAsync(root + id + "/" + kind, body);
}
