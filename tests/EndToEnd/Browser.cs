using Microsoft.Playwright;
using Ooak.EndToEnd.Tests;

[assembly: AssemblyFixture(typeof(Browser.End))]

namespace Ooak.EndToEnd.Tests;

/// <summary>The machine's Chromium, without a window and without traffic of its own. Starting one takes longer than most tests, so all
/// share one, each in contexts of its own, as private windows are; see <see cref="OpenProfileAsync"/> for what those can't do.</summary>
internal sealed class Browser : IAsyncDisposable
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    /// <summary>The driver's own list, which a second one replaces, and what drops down from the window's address bar, which is a page
    /// too: nobody sees it, and each window would start a process for it, as it would for the page that may come next.</summary>
    private static readonly string[] WithoutFeatures =
    [
        "AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "DialMediaRouteProvider", "GlobalMediaControls", "HttpsUpgrades",
        "LensOverlay", "MediaRouter", "PaintHolding", "ThirdPartyStoragePartitioning", "BlockOriginHeaderModificationOnRedirect",
        "AvoidCorsURLLoaderRestartOnRedirect", "Translate", "OptimizationHints", "NetworkTimeServiceQuerying", "AimEnabled",
        "WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup",
        "SpareRendererForSitePerProcess",
    ];

    private static readonly string[] Arguments =
    [
        "--disable-features=" + string.Join(',', WithoutFeatures),
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private const int PatienceMilliseconds = 40_000;

    private static readonly Lazy<Task<(IPlaywright Playwright, IBrowser Chromium)>> Shared = new(LaunchAsync);
    private static readonly string Tone = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".wav");

    private readonly List<IBrowserContext> _contexts = [];
    private string? _profiles;

    private Browser()
    {
    }

    public static async Task<Browser> StartAsync()
    {
        Assertions.SetDefaultExpectTimeout(PatienceMilliseconds);
        await Shared.Value;
        return new();
    }

    /// <summary>What a person has on one device: storage, cookies and windows that no other sees. Its microphone, where it may be used,
    /// hears <see cref="Wav.Tone"/>.</summary>
    public async Task<IBrowserContext> OpenAsync(TestCloud cloud, bool isPhone = false, string timeZone = "UTC")
    {
        var (_, chromium) = await Shared.Value;
        return Keep(await chromium.NewContextAsync(new()
        {
            BaseURL = cloud.Site.ToString(),
            Locale = "en-GB",
            TimezoneId = timeZone,
            ViewportSize = SizeOf(isPhone),
        }));
    }

    /// <summary>Arguments of a browser whose microphone hears a file.</summary>
    public static string[] MicrophoneFrom(string file) => ["--use-fake-device-for-media-stream", "--use-file-for-fake-audio-capture=" + file];

    /// <summary>A browser with a fresh profile of its own, which is no private window: apps can be installed, and notices be shown. Its
    /// first, blank page stays open, so that closing the others does not end it.</summary>
    public async Task<IBrowserContext> OpenProfileAsync(TestCloud cloud, bool isPhone = false, params string[] arguments)
    {
        var (playwright, _) = await Shared.Value;
        _profiles ??= Directory.CreateTempSubdirectory("ooak-browser-").FullName;
        return Keep(await playwright.Chromium.LaunchPersistentContextAsync(Path.Combine(_profiles, Path.GetRandomFileName()), new()
        {
            ExecutablePath = Executable(),
            Args = [.. Arguments, .. arguments],
            Headless = true,
            BaseURL = cloud.Site.ToString(),
            Locale = "en-GB",
            TimezoneId = "UTC",
            ViewportSize = SizeOf(isPhone),
        }));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var context in _contexts)
        {
            await context.CloseAsync();
        }

        if (_profiles is not null)
        {
            Directory.Delete(_profiles, recursive: true);
        }
    }

    private IBrowserContext Keep(IBrowserContext context)
    {
        context.SetDefaultTimeout(PatienceMilliseconds);
        _contexts.Add(context);
        return context;
    }

    private static ViewportSize SizeOf(bool isPhone) => isPhone ? new() { Width = 390, Height = 844 } : new() { Width = 1280, Height = 900 };

    private static async Task<(IPlaywright Playwright, IBrowser Chromium)> LaunchAsync()
    {
        await File.WriteAllBytesAsync(Tone, Wav.Tone(seconds: 5));
        var playwright = await Playwright.CreateAsync();
        return (playwright, await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Executable(), Args = [.. Arguments, .. MicrophoneFrom(Tone)], Headless = true }));
    }

    private static string Executable() =>
        (from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
         from name in Names
         let path = Path.Combine(folder, name)
         where File.Exists(path)
         select path).FirstOrDefault() ?? throw new FileNotFoundException($"The browser tests need one of {string.Join(", ", Names)} on PATH.");

    /// <summary>Closes the browser after the last test.</summary>
    public sealed class End : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            if (Shared.IsValueCreated)
            {
                var (playwright, chromium) = await Shared.Value;
                await chromium.CloseAsync();
                playwright.Dispose();
                File.Delete(Tone);
            }
        }
    }
}
