namespace Ooak.Lambdas.Auth;

/// <summary>The refresh token: a cookie that scripts cannot read and other sites cannot send.</summary>
internal static class RefreshCookie
{
    private const string Name = "ooak_refresh";

    private static readonly CookieOptions Options = new()
    {
        Path = "/api/auth",
        HttpOnly = true,
        Secure = true,
        SameSite = SameSiteMode.Strict,
        MaxAge = TimeSpan.FromDays(365),
    };

    internal static string? Read(HttpContext context) => context.Request.Cookies[Name] is { Length: > 0 } token ? token : null;

    internal static void Write(HttpContext context, string refreshToken) => context.Response.Cookies.Append(Name, refreshToken, Options);

    internal static void Clear(HttpContext context) => context.Response.Cookies.Delete(Name, Options);
}
