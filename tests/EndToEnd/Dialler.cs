using Microsoft.Playwright;

namespace Ooak.EndToEnd.Tests;

/// <summary>The system's dialler: what the app asks it to call, in order. Chromium has none, and would show a dialog instead.</summary>
internal static class Dialler
{
    public const string Script = """
        window.dialled = []
        navigation.addEventListener('navigate', (event) => {
          if (!event.destination.url.startsWith('tel:')) return
          event.preventDefault()
          window.dialled.push(event.destination.url)
        })
        """;

    public static Task<string[]> DialledAsync(this IPage page) => page.EvaluateAsync<string[]>("() => window.dialled");
}
