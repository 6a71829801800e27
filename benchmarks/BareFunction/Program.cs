// The floor of a cold start: the Runtime API's loop, no framework, an answer that is there already.
using Amazon.Lambda.RuntimeSupport;

var answer = """{"statusCode":200,"headers":{"Content-Type":"text/plain; charset=utf-8"},"body":"ok","isBase64Encoded":false}"""u8.ToArray();
using var bootstrap = new LambdaBootstrap(_ => Task.FromResult(new InvocationResponse(new MemoryStream(answer, 0, answer.Length, writable: false, publiclyVisible: true))));
await bootstrap.RunAsync();
