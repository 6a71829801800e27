using System.Net;
using Microsoft.AspNetCore.Http;
using Ooak.Lambdas.Auth;
using Ooak.Lambdas.Functions;

namespace Ooak.Lambdas.Tests.Identity;

public sealed class ViewerAddressTests
{
    private const string Secret = "b5a6f0d0-0000-11f1-8000-0a0000000000";
    private const string Edge = "130.176.0.1";

    public ViewerAddressTests() => Environment.SetEnvironmentVariable(FunctionSettings.OriginVerify, Secret);

    [Theory]
    [InlineData("203.0.113.7, " + Edge, "203.0.113.7")]
    [InlineData("198.51.100.1, 203.0.113.7, " + Edge, "203.0.113.7")]
    [InlineData(Edge + ", 203.0.113.7, " + Edge, "203.0.113.7")]
    [InlineData("203.0.113.7", "203.0.113.7")]
    [InlineData("nonsense, 203.0.113.7," + Edge, "203.0.113.7")]
    [InlineData("2001:db8:1:2:3:4:5:6, " + Edge, "2001:db8:1:2::/64")]
    [InlineData("nonsense", Edge)]
    [InlineData("", Edge)]
    public void Behind_CloudFront_it_is_the_entry_that_CloudFront_wrote(string chain, string viewer) => Of(Secret, chain).ShouldBe(viewer);

    [Theory]
    [InlineData("")]
    [InlineData("guessed")]
    public void Past_CloudFront_nothing_is_believed(string header) => Of(header, "203.0.113.7, " + Edge).ShouldBe(Edge);

    private static string Of(string verify, string chain)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Parse(Edge);
        context.Request.Headers["x-origin-verify"] = verify;
        context.Request.Headers["X-Forwarded-For"] = chain;
        return new ViewerAddress(new FunctionSettings()).Of(context);
    }
}
