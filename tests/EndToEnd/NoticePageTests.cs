using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ooak.EndToEnd.Tests;

/// <summary>What a phone does with a message: shows it, opens what it is about, and finds that without a network too.</summary>
[Collection(nameof(SharedCloud))]
public sealed class NoticePageTests(SharedCloud shared) : IAsyncLifetime
{
    private readonly TestCloud _cloud = shared.Cloud;
    private Browser _browser = null!;
    private IBrowserContext _phone = null!;

    public async ValueTask InitializeAsync()
    {
        _browser = await Browser.StartAsync();
        _phone = await _browser.OpenProfileAsync(_cloud, isPhone: true);
        await _phone.GrantPermissionsAsync(["notifications"]);
    }

    public ValueTask DisposeAsync() => _browser.DisposeAsync();

    [Fact]
    public async Task A_message_is_shown_once_and_leads_to_its_screen_with_and_without_a_network()
    {
        var (person, email) = await _cloud.NewPersonAsync();
        var page = await _phone.NewPageAsync();
        await page.SignInAsync("/", email, People.OwnPassword);
        await Expect(page.CallsToday()).ToBeVisibleAsync();
        await page.WaitForFunctionAsync("() => navigator.serviceWorker.ready.then((ready) => ready.active?.state === 'activated')");

        // From the second start on, the worker controls the page, and may lead it elsewhere.
        await page.ReloadAsync();
        await Expect(page.CallsToday()).ToBeVisibleAsync();
        var assignment = await AssignAsync(person, "Anna Bell");
        var notice = await NoticeAsync(person, assignment);

        // The page is open, so its badge follows before any message comes to the phone, and without anybody doing anything.
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Inbox, 1 unread notice" })).ToBeVisibleAsync();
        var worker = await WorkerAsync(page);

        var push = new JsonObject { ["to"] = person.EmployeeId, ["notice"] = notice.DeepClone() };
        await DeliverAsync(worker, push);
        await DeliverAsync(worker, push);

        // Both came; one is there, and it says what it is about.
        await Until.Equal(("Somebody to call", "Anna Bell", 1), () => ShownAsync(page, notice), "the notification is shown");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Inbox, 1 unread notice" })).ToBeVisibleAsync();

        await TapAsync(worker.Session);
        await Expect(page).ToHaveURLAsync(new Regex($"#/tasks/{assignment}$"));
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Anna Bell" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Inbox", Exact = true })).ToBeVisibleAsync();
        await Until.True(async () => (await NoticeAsync(person, assignment))["readAt"] is not null, "the server knows that it was read");

        // Cold starts: every link by itself, with a network and without.
        foreach (var isOffline in new[] { false, true })
        {
            await page.Context.SetOfflineAsync(isOffline);
            foreach (var (link, heading) in new[]
            {
                ($"/#/tasks/{assignment}", "Anna Bell"),
                ("/#/inbox", "Inbox"),
                ($"/#/inbox/{(string)notice["id"]!}", "Somebody to call"),
                ($"/#/inbox/{(string)notice["id"]!}/call", "Somebody to call"),
                ("/#/news", "Announcements"),
            })
            {
                var cold = await _phone.NewPageAsync();
                await cold.GotoAsync(link);
                await Expect(cold.GetByRole(AriaRole.Heading, new() { Name = heading, Exact = true })).ToBeVisibleAsync();
                await cold.CloseAsync();
            }
        }

        await page.Context.SetOfflineAsync(false);
    }

    private async Task<string> AssignAsync(ApiClient person, string contact)
    {
        var id = Requests.NewId();
        (await (await _cloud.AsAsync(TestCloud.Manager)).PostAsync("/assignments", new JsonObject
        {
            ["assignments"] = new JsonArray(new JsonObject { ["id"] = id, ["employeeId"] = person.EmployeeId, ["contactName"] = contact, ["contactPhone"] = "+447700900123" }),
        })).Expect(200);
        return id;
    }

    private static async Task<JsonNode> NoticeAsync(ApiClient person, string assignment)
    {
        JsonNode? found = null;
        await Until.True(
            async () => (found = (await person.GetAsync("/inbox")).Expect(200).Json["notices"]!.AsArray().FirstOrDefault(notice => notice!.ToJsonString().Contains(assignment, StringComparison.Ordinal))) is not null,
            "the inbox has it");
        return found!;
    }

    /// <summary>The service worker's domain of DevTools, and which registration is ours.</summary>
    private async Task<(ICDPSession Session, string Registration)> WorkerAsync(IPage page)
    {
        var session = await page.Context.NewCDPSessionAsync(page);
        var registered = new TaskCompletionSource<string>();
        session.Event("ServiceWorker.workerRegistrationUpdated").OnEvent += (_, change) =>
        {
            foreach (var registration in change!.Value.GetProperty("registrations").EnumerateArray())
            {
                registered.TrySetResult(registration.GetProperty("registrationId").GetString()!);
            }
        };
        await session.SendAsync("ServiceWorker.enable");
        return (session, await registered.Task.WaitAsync(TimeSpan.FromSeconds(20)));
    }

    private Task<JsonElement?> DeliverAsync((ICDPSession Session, string Registration) worker, JsonObject push) =>
        worker.Session.SendAsync("ServiceWorker.deliverPushMessage", new Dictionary<string, object>
        {
            ["origin"] = _cloud.Site.GetLeftPart(UriPartial.Authority),
            ["registrationId"] = worker.Registration,
            ["data"] = push.ToJsonString(),
        });

    /// <summary>As the browser does when somebody taps the notification: DevTools has no command for that, so the worker gets the event.</summary>
    private static async Task TapAsync(ICDPSession session)
    {
        var targets = (await session.SendAsync("Target.getTargets"))!.Value.GetProperty("targetInfos").EnumerateArray();
        var target = targets.First(info => info.GetProperty("type").GetString() == "service_worker").GetProperty("targetId").GetString()!;
        var attached = (await session.SendAsync("Target.attachToTarget", new Dictionary<string, object> { ["targetId"] = target, ["flatten"] = false }))!.Value.GetProperty("sessionId").GetString()!;
        const string tap = "registration.getNotifications().then(([notification]) => dispatchEvent(new NotificationEvent('notificationclick', { notification, action: '' })))";
        await session.SendAsync("Target.sendMessageToTarget", new Dictionary<string, object>
        {
            ["sessionId"] = attached,
            ["message"] = new JsonObject { ["id"] = 1, ["method"] = "Runtime.evaluate", ["params"] = new JsonObject { ["expression"] = tap, ["awaitPromise"] = true } }.ToJsonString(),
        });
    }

    private static async Task<(string Title, string Body, int Count)> ShownAsync(IPage page, JsonNode notice)
    {
        var shown = await page.EvaluateAsync<string[]>(
            "async (tag) => (await (await navigator.serviceWorker.ready).getNotifications()).filter((one) => one.tag === tag).flatMap((one) => [one.title, one.body])",
            (string)notice["id"]!);
        return shown.Length == 0 ? ("", "", 0) : (shown[0], shown[1], shown.Length / 2);
    }
}
