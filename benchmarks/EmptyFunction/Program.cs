// The least that an ASP.NET Core function can be: a minimal API with one route on the product's hosting.
var builder = WebApplication.CreateSlimBuilder();
builder.Logging.ClearProviders();
builder.Services.AddAWSLambdaHosting(LambdaEventSource.HttpApi);
var app = builder.Build();
app.MapGet("/health", () => "ok");
await app.RunAsync();
