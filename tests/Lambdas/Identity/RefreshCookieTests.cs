using Microsoft.AspNetCore.Http;
using Ooak.Lambdas.Auth;

namespace Ooak.Lambdas.Tests.Identity;

public sealed class RefreshCookieTests
{
    private const string Owner = "0197a000-0000-7000-8000-000000000001";
    private const string Token = "eyJjdHkiOiJKV1QifQ.x.y-_z";

    [Fact]
    public void What_is_written_is_read()
    {
        var context = new DefaultHttpContext();
        RefreshCookie.Write(context, new(Owner, 1_769_860_800, Token));
        var cookie = context.Response.Headers.SetCookie.ToString();

        Read(cookie[..cookie.IndexOf(';', StringComparison.Ordinal)]).ShouldBe(new Session(Owner, 1_769_860_800, Token));
    }

    [Theory]
    [InlineData(Owner + "." + Token, Owner, null, Token)]
    [InlineData(Owner + ".17.", Owner, null, "17.")]
    [InlineData(Owner + ".-5." + Token, Owner, null, "-5." + Token)]
    [InlineData(Owner + ".99999999999999999999." + Token, Owner, null, "99999999999999999999." + Token)]
    [InlineData(Owner + ".", null, null, Owner + ".")]
    [InlineData(Token, null, null, Token)]
    public void Another_cookie_is_taken_for_what_it_can_be(string value, string? owner, long? since, string token) =>
        Read("ooak_refresh=" + value).ShouldBe(new Session(owner, since, token));

    [Theory]
    [InlineData("")]
    [InlineData("ooak_refresh=")]
    [InlineData("another=" + Token)]
    public void Without_one_there_is_no_session(string cookies) => Read(cookies).ShouldBeNull();

    private static Session? Read(string cookies)
    {
        var context = new DefaultHttpContext();
        context.Request.Headers.Cookie = cookies;
        return RefreshCookie.Read(context);
    }
}
