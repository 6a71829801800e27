using System.Net;

namespace Ooak.EndToEnd.Tests;

/// <summary>What an endpoint answered.</summary>
internal sealed record Answer(HttpStatusCode Status, string? ContentType, string Text, IReadOnlyList<string> SetCookies)
{
    public int Code => (int)Status;

    /// <summary>Retry-After, in seconds.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public JsonNode Json => JsonNode.Parse(Text)!;

    public string? ProblemCode => ContentType == "application/problem+json" ? (string?)Json["code"] : null;

    /// <summary>Throws unless the status is the one that was expected, with what the server said.</summary>
    public Answer Expect(int status)
    {
        Code.ShouldBe(status, Text);
        return this;
    }

    /// <summary>A problem document of RFC 9457 with our stable code.</summary>
    public Answer ExpectProblem(int status, string code)
    {
        Expect(status);
        ContentType.ShouldBe("application/problem+json", Text);
        ((string?)Json["code"]).ShouldBe(code, Text);
        ((int?)Json["status"]).ShouldBe(status, Text);
        return this;
    }
}
