using Ooak.Lambdas.TestFunction;

// A function for the tests of the hosting: the runtime reads its environment at the start, so each test function is a
// process of its own.
var kind = Environment.GetEnvironmentVariable("TEST_FUNCTION");
await (kind switch
{
    "http" => HttpFunction.RunAsync(),
    "clients" => ClientsFunction.RunAsync(),
    _ => EventFunctions.RunAsync(kind),
});
