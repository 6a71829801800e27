using System.Diagnostics;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ooak.EndToEnd.Tests;

/// <summary>The day after <c>cdk deploy -c firstManagerEmail=…</c>.</summary>
public sealed class FirstManagerTests
{
    private const string Email = "first.manager@company.test";

    [Fact]
    public async Task The_first_manager_signs_in_to_an_empty_organisation_that_says_what_to_do()
    {
        var assembly = Directory.CreateTempSubdirectory("ooak-assembly-").FullName;
        try
        {
            await SynthesizeAsync(assembly);
            await using var cloud = await TestCloud.StartAsync(assembly, isEmpty: true);
            await using var browser = await Browser.StartAsync();
            var page = await (await browser.OpenAsync(cloud)).NewPageAsync();
            await page.GotoAsync("/dashboard/");
            await page.GetByLabel("E-mail", new() { Exact = true }).FillAsync(Email);
            await page.Button("Email me a code").ClickAsync();
            await page.GetByLabel("Code", new() { Exact = true }).FillAsync(await cloud.CodeAsync(Email, 1));
            await page.Button("Sign in").ClickAsync();

            await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Three steps to the first call" })).ToBeVisibleAsync();
            await page.Button("Invite somebody").ClickAsync();
            await page.GetByLabel("Name", new() { Exact = true }).FillAsync("First Employee");
            await page.GetByLabel("E-mail", new() { Exact = true }).FillAsync("first.employee@company.test");
            await page.Button("Send invitation").ClickAsync();
            await Expect(page.GetByText("First Employee is invited")).ToBeVisibleAsync();
            (await cloud.AcceptAsync("first.employee@company.test", await cloud.TemporaryPasswordAsync("first.employee@company.test"))).Expect(200);
        }
        finally
        {
            Directory.Delete(assembly, recursive: true);
        }
    }

    private static async Task SynthesizeAsync(string folder)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine("infra", "bin", "Release", "net10.0", "Ooak.Infra.dll")])
        {
            WorkingDirectory = Repository.Root,
            UseShellExecute = false,
            RedirectStandardError = true,
        };
        start.Environment["CDK_OUTDIR"] = folder;
        start.Environment["CDK_CONTEXT_JSON"] = $$"""{"firstManagerEmail":"{{Email}}"}""";
        using var process = Process.Start(start)!;
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, errors);
    }
}
