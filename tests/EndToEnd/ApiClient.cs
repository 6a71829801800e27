using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Ooak.EndToEnd.Tests;

/// <summary>Somebody's API client: signs in, keeps the access token and the refresh cookie as a browser would.</summary>
internal sealed class ApiClient(HttpClient http, Uri site)
{
    private const string RefreshCookie = "ooak_refresh";

    private readonly Dictionary<string, string> _headers = [];

    public string? AccessToken { get; set; }

    public string? RefreshToken { get; private set; }

    public string EmployeeId { get; private set; } = "";

    public async Task<ApiClient> SignInAsync(string email, string password = TestCloud.Password)
    {
        Keep(await PostAsync("/auth/login", new JsonObject { ["email"] = email, ["password"] = password }));
        return this;
    }

    /// <summary>Takes another client's refresh cookie, as a browser that was closed and opened again.</summary>
    public void Resume(ApiClient earlier) => RefreshToken = earlier.RefreshToken;

    public async Task<Answer> RefreshAsync()
    {
        var answer = await PostAsync("/auth/refresh", null);
        if (answer.Code == 200)
        {
            Keep(answer);
        }

        return answer;
    }

    /// <summary>Sends this header too, from now on.</summary>
    public ApiClient WithHeader(string name, string value)
    {
        _headers[name] = value;
        return this;
    }

    public Task<Answer> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null);

    public Task<Answer> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path, null);

    public Task<Answer> PostAsync(string path, JsonNode? body) => SendAsync(HttpMethod.Post, path, Json(body));

    public Task<Answer> PutAsync(string path, JsonNode? body) => SendAsync(HttpMethod.Put, path, Json(body));

    public Task<Answer> PatchAsync(string path, JsonNode? body) => SendAsync(HttpMethod.Patch, path, Json(body));

    /// <summary>Sends under the stage of the API. Waits while the gateway asks for patience, as every client must.</summary>
    public async Task<Answer> SendAsync(HttpMethod method, string path, HttpContent? content)
    {
        var bytes = content is null ? null : await content.ReadAsByteArrayAsync();
        Answer answer;
        var deadline = DateTime.UtcNow.AddSeconds(20);
        do
        {
            answer = await OnceAsync(method, path, bytes, content?.Headers.ContentType);
        }
        while (answer is { Status: HttpStatusCode.TooManyRequests, ProblemCode: null } && DateTime.UtcNow < deadline && await Pause());
        ApiDocument.Judge(method, path, bytes, answer);

        foreach (var cookie in answer.SetCookies.Where(cookie => cookie.StartsWith(RefreshCookie + "=", StringComparison.Ordinal)))
        {
            var value = cookie[(RefreshCookie.Length + 1)..cookie.IndexOf(';', StringComparison.Ordinal)];
            RefreshToken = value.Length > 0 ? Uri.UnescapeDataString(value) : null;
        }

        return answer;
    }

    private static async Task<bool> Pause()
    {
        await Task.Delay(50);
        return true;
    }

    private static StringContent? Json(JsonNode? body) =>
        body is null ? null : new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");

    private async Task<Answer> OnceAsync(HttpMethod method, string path, byte[]? body, MediaTypeHeaderValue? type)
    {
        using var request = new HttpRequestMessage(method, new Uri(site, "/api" + path));
        if (AccessToken is not null)
        {
            request.Headers.Authorization = new("Bearer", AccessToken);
        }

        if (RefreshToken is not null && path.StartsWith("/auth/", StringComparison.Ordinal))
        {
            request.Headers.Add("Cookie", $"{RefreshCookie}={Uri.EscapeDataString(RefreshToken)}");
        }

        foreach (var (name, value) in _headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = type;
        }

        using var response = await http.SendAsync(request);
        return new Answer(
            response.StatusCode,
            response.Content.Headers.ContentType?.MediaType,
            await response.Content.ReadAsStringAsync(),
            response.Headers.TryGetValues("Set-Cookie", out var cookies) ? [.. cookies] : [])
        {
            RetryAfter = response.Headers.RetryAfter?.Delta,
        };
    }

    private void Keep(Answer signedIn)
    {
        signedIn.Expect(200);
        AccessToken = (string)signedIn.Json["accessToken"]!;
        EmployeeId = (string)signedIn.Json["employee"]!["id"]!;
    }
}
