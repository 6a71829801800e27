using Amazon.Lambda.RuntimeSupport;
using Ooak.Lambdas.Functions;

try
{
    var name = Environment.GetEnvironmentVariable("OOAK_FUNCTION")
        ?? throw new InvalidOperationException("OOAK_FUNCTION is not set: it selects the function to run.");
    await FunctionHost.RunAsync(FunctionCatalog.Find(name));
}
catch (Exception e) when (Environment.GetEnvironmentVariable("AWS_LAMBDA_RUNTIME_API") is not null)
{
    using var client = LambdaBootstrap.ConstructHttpClient();
    await new RuntimeApiClient(client).ReportInitializationErrorAsync(e);
    throw;
}
