namespace Ooak.Lambdas.Tests.Runtime;

/// <summary>The product's own functions, from start to first answer.</summary>
public sealed class ProductStartTests
{
    [Fact]
    public async Task A_start_without_a_functions_name_is_reported()
    {
        await using var function = await TestFunction.StartAssemblyAsync(Build.ProductFunctions, []);

        var report = await function.InitErrorAsync();

        report.ErrorType.ShouldBe(nameof(InvalidOperationException));
        ((string?)report.Json["errorMessage"])!.ShouldContain("OOAK_FUNCTION is not set");
        (await function.Process.ExitAsync()).ShouldNotBe(0);
    }

    [Fact]
    public async Task A_start_as_an_unknown_function_is_reported()
    {
        await using var function = await TestFunction.StartAssemblyAsync(Build.ProductFunctions, [("OOAK_FUNCTION", "no-such-function")]);

        var report = await function.InitErrorAsync();

        ((string?)report.Json["errorMessage"])!.ShouldContain("no-such-function");
        (await function.Process.ExitAsync()).ShouldNotBe(0);
    }

    [Fact]
    public async Task The_health_function_answers()
    {
        await using var function = await TestFunction.StartAssemblyAsync(Build.ProductFunctions, [("OOAK_FUNCTION", Health.GetHealth.Spec.Name)]);

        var answer = new Hosting.HttpAnswer((await function.InvokeAsync(new Hosting.HttpEvent("/api/health").ToString())).Json);

        answer.Status.ShouldBe(200, answer.Text);
        answer.Header("Content-Type")!.ShouldStartWith("application/json");
    }
}
