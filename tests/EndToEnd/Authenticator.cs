using System.Text.Json;
using Microsoft.Playwright;

namespace Ooak.EndToEnd.Tests;

/// <summary>Chromium's virtual authenticator: a phone's fingerprint sensor, as the DevTools protocol plays it.</summary>
internal sealed class Authenticator
{
    private readonly ICDPSession _devTools;
    private readonly string _id;

    private Authenticator(ICDPSession devTools, string id) => (_devTools, _id) = (devTools, id);

    /// <summary>Belongs to the page; another page has none.</summary>
    public static async Task<Authenticator> AttachAsync(IPage page)
    {
        var devTools = await page.Context.NewCDPSessionAsync(page);
        await devTools.SendAsync("WebAuthn.enable");
        var options = new Dictionary<string, object>
        {
            ["protocol"] = "ctap2",
            ["transport"] = "internal",
            ["hasResidentKey"] = true,
            ["hasUserVerification"] = true,
            ["isUserVerified"] = true,
            ["automaticPresenceSimulation"] = true,
        };
        var made = await devTools.SendAsync("WebAuthn.addVirtualAuthenticator", new() { ["options"] = options });
        return new(devTools, made!.Value.GetProperty("authenticatorId").GetString()!);
    }

    /// <summary>False: the finger is not the person's, or they cancel.</summary>
    public Task AcceptAsync(bool accept) =>
        _devTools.SendAsync("WebAuthn.setUserVerified", new() { ["authenticatorId"] = _id, ["isUserVerified"] = accept });

    public async Task<int> CountAsync()
    {
        var credentials = await _devTools.SendAsync("WebAuthn.getCredentials", new() { ["authenticatorId"] = _id });
        return ((JsonElement)credentials!).GetProperty("credentials").GetArrayLength();
    }
}
