using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Http;

namespace Amazon.Lambda.AspNetCoreServer.Hosting.Internal;

/// <summary>Where the event's parts go.</summary>
internal interface IRequestSink
{
    IHeaderDictionary RequestHeaders { get; }
    string Method { get; set; }
    string Protocol { get; set; }
    string TraceIdentifier { get; set; }
    IPAddress? RemoteIpAddress { get; set; }
    ClaimsPrincipal? User { get; set; }

    /// <param name="rawPath">The path as the client sent it, percent-encoded, the stage included.</param>
    /// <param name="rawQuery">Without the question mark.</param>
    /// <param name="stage">The stage's name; <c>$default</c> has no path segment.</param>
    void SetTarget(string rawPath, string rawQuery, string stage);

    void SetBody(byte[] body);
}
