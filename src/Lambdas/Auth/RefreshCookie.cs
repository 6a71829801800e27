using System.Globalization;
using Ooak.Lambdas.Functions;

namespace Ooak.Lambdas.Auth;

/// <summary>A session as its cookie has it.</summary>
/// <param name="Owner">Whose it says it is, which nothing proves; null in a cookie of somebody else's making.</param>
/// <param name="Since">When it says that it began, by our clock; seconds since 1970. Null in cookies from before that was noted.</param>
internal sealed record Session(string? Owner, long? Since, string Token);

/// <summary>The refresh token: a cookie that scripts cannot read and other sites cannot send. It names its owner and its beginning, so
/// that a session which Cognito no longer knows can still be told why.</summary>
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

    internal static Session? Read(HttpContext context) => context.Request.Cookies[Name] switch
    {
        { Length: > OwnerLength + 1 } value when value[OwnerLength] == '.' && Ids.IsEmployeeId(value[..OwnerLength]) => Of(value[..OwnerLength], value[(OwnerLength + 1)..]),
        { Length: > 0 } value => new(null, null, value),
        _ => null,
    };

    internal static void Write(HttpContext context, Session session) =>
        context.Response.Cookies.Append(Name, string.Create(CultureInfo.InvariantCulture, $"{session.Owner}.{session.Since}.{session.Token}"), Options);

    internal static void Clear(HttpContext context) => context.Response.Cookies.Delete(Name, Options);

    // A token has no part of digits alone before its first dot: it begins with a header in Base64.
    private static Session Of(string owner, string rest) =>
        rest.Split('.', 2) is [var time, { Length: > 0 } token] && long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var since)
            ? new(owner, since, token)
            : new(owner, null, rest);
}
