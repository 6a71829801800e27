using Ooak.Lambdas.Functions;

namespace Ooak.Lambdas.Auth;

/// <summary>The refresh token: a cookie that scripts cannot read and other sites cannot send. It names its owner, so that a
/// session which Cognito no longer knows can still be told why.</summary>
internal static class RefreshCookie
{
    private const string Name = "ooak_refresh";
    private const int OwnerLength = 36;

    private static readonly CookieOptions Options = new()
    {
        Path = "/api/auth",
        HttpOnly = true,
        Secure = true,
        SameSite = SameSiteMode.Strict,
        MaxAge = TimeSpan.FromDays(365),
    };

    /// <summary>Whose cookie it says it is, which nothing proves, and the token.</summary>
    internal static (string? Owner, string Token)? Read(HttpContext context) => context.Request.Cookies[Name] switch
    {
        { Length: > OwnerLength + 1 } value when value[OwnerLength] == '.' && Ids.IsEmployeeId(value[..OwnerLength]) => (value[..OwnerLength], value[(OwnerLength + 1)..]),
        { Length: > 0 } value => (null, value),
        _ => null,
    };

    internal static void Write(HttpContext context, string owner, string refreshToken) =>
        context.Response.Cookies.Append(Name, $"{owner}.{refreshToken}", Options);

    internal static void Clear(HttpContext context) => context.Response.Cookies.Delete(Name, Options);
}
