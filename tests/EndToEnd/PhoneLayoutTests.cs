using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ooak.EndToEnd.Tests;

/// <summary>The app on narrow phones and with large text.</summary>
[Collection(nameof(SharedCloud))]
public sealed class PhoneLayoutTests(SharedCloud shared) : IAsyncLifetime
{
    private readonly TestCloud _cloud = shared.Cloud;
    private Browser _browser = null!;

    public async ValueTask InitializeAsync() => _browser = await Browser.StartAsync();

    public ValueTask DisposeAsync() => _browser.DisposeAsync();

    [Theory]
    [InlineData(320)]
    [InlineData(360)]
    [InlineData(390)]
    public async Task The_header_is_one_line_with_whatever_waits(int width)
    {
        var (_, email) = await _cloud.NewPersonAsync();
        var phone = await (await _browser.OpenAsync(_cloud, isPhone: true)).OpenPhoneAsync(email, People.OwnPassword);
        await phone.SetViewportSizeAsync(width, 700);
        await phone.Context.SetOfflineAsync(true);
        await phone.LogCallAsync("Waiting");
        await Expect(phone.SyncState()).ToHaveTextAsync("Offline — 1 waiting");

        // As wide as 1,100 make it.
        await phone.EvaluateAsync("() => { document.querySelector('.sync-pill > span').lastChild.data = '1,100 waiting' }");
        (await phone.EvaluateAsync<int>("() => document.querySelector('.top').offsetHeight")).ShouldBeLessThan(70);
        (await phone.EvaluateAsync<int>("() => document.documentElement.scrollWidth")).ShouldBe(width);
        (await phone.EvaluateAsync<bool>("() => { const { scrollWidth, clientWidth } = document.querySelector('.sync-pill > span'); return scrollWidth <= clientWidth }")).ShouldBeTrue();
        await phone.Context.SetOfflineAsync(false);
    }

    [Theory]
    [InlineData(320, "100%")]
    [InlineData(390, "200%")]
    public async Task No_word_is_broken_on_a_narrow_phone_or_by_text_twice_as_large(int width, string text)
    {
        var (_, email) = await _cloud.NewPersonAsync();
        var phone = await (await _browser.OpenAsync(_cloud, isPhone: true)).OpenPhoneAsync(email, People.OwnPassword);
        await phone.LogCallAsync("Anna Becker");
        await phone.SetViewportSizeAsync(width, 700);
        await phone.EvaluateAsync("(size) => { document.documentElement.style.fontSize = size }", text);
        await Expect(phone.CallsToday()).ToBeVisibleAsync();
        (await BrokenWordsAsync(phone)).ShouldBeEmpty();

        await phone.Link("Log a call").ClickAsync();
        await phone.GetByText("Incoming, answered", new() { Exact = true }).ClickAsync();
        await Expect(phone.GetByLabel("Minutes", new() { Exact = true })).ToBeVisibleAsync();
        (await BrokenWordsAsync(phone)).ShouldBeEmpty();

        await phone.GotoAsync("/#/history");
        await Expect(phone.HistoryRow("Anna Becker")).ToBeVisibleAsync();
        (await phone.Locator(".call-name").EvaluateAllAsync<string[]>("(names) => names.filter((name) => name.scrollWidth > name.clientWidth).map((name) => name.textContent)")).ShouldBeEmpty();
        await phone.HistoryRow("Anna Becker").ClickAsync();
        await Expect(phone.Button("Delete")).ToBeVisibleAsync();
        (await BrokenWordsAsync(phone)).ShouldBeEmpty();

        await phone.GotoAsync("/#/news");
        await Expect(phone.GetByRole(AriaRole.Heading, new() { Name = "Announcements", Exact = true })).ToBeVisibleAsync();
        (await BrokenWordsAsync(phone)).ShouldBeEmpty();
        (await phone.EvaluateAsync<int>("() => document.documentElement.scrollWidth")).ShouldBe(width);
    }

    /// <summary>Words of which a part stands in the next line.</summary>
    private static Task<string[]> BrokenWordsAsync(IPage page) => page.EvaluateAsync<string[]>(
        """
        () => {
          const broken = []
          const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
          while (texts.nextNode()) {
            const { currentNode: text } = texts
            if (!text.parentElement.checkVisibility()) continue
            for (const { 0: word, index } of text.data.matchAll(/\p{L}+/gu)) {
              const range = document.createRange()
              range.setStart(text, index)
              range.setEnd(text, index + word.length)
              if (new Set(Array.from(range.getClientRects(), ({ top }) => Math.round(top))).size > 1) broken.push(word)
            }
          }
          return broken
        }
        """);
}
