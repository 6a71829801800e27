using Microsoft.Playwright;

namespace Ooak.EndToEnd.Tests;

/// <summary>The machine's Chromium, without a window and without traffic of its own.</summary>
internal sealed class Browser : IAsyncDisposable
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private const int PatienceMilliseconds = 40_000;

    private readonly IPlaywright _playwright;
    private readonly string _profiles = Directory.CreateTempSubdirectory("ooak-browser-").FullName;
    private readonly List<IBrowserContext> _contexts = [];

    private Browser(IPlaywright playwright) => _playwright = playwright;

    public static async Task<Browser> StartAsync()
    {
        Assertions.SetDefaultExpectTimeout(PatienceMilliseconds);
        return new(await Playwright.CreateAsync());
    }

    /// <summary>A browser with a fresh profile of its own, which is no private window: apps can be installed. Its first, blank
    /// page stays open, so that closing the others does not end it.</summary>
    public async Task<IBrowserContext> OpenAsync(TestCloud cloud, bool isPhone = false, params string[] arguments)
    {
        var context = await _playwright.Chromium.LaunchPersistentContextAsync(Path.Combine(_profiles, Path.GetRandomFileName()), new BrowserTypeLaunchPersistentContextOptions
        {
            ExecutablePath = Executable(),
            Args = [.. Arguments, .. arguments],
            Headless = true,
            BaseURL = cloud.Site.ToString(),
            Locale = "en-GB",
            TimezoneId = "UTC",
            ViewportSize = isPhone ? new ViewportSize { Width = 390, Height = 844 } : new ViewportSize { Width = 1280, Height = 900 },
        });
        context.SetDefaultTimeout(PatienceMilliseconds);
        _contexts.Add(context);
        return context;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var context in _contexts)
        {
            await context.CloseAsync();
        }

        _playwright.Dispose();
        Directory.Delete(_profiles, recursive: true);
    }

    private static string Executable() =>
        (from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
         from name in Names
         let path = Path.Combine(folder, name)
         where File.Exists(path)
         select path).FirstOrDefault() ?? throw new FileNotFoundException($"The browser tests need one of {string.Join(", ", Names)} on PATH.");
}
