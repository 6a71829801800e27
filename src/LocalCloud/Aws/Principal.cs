namespace Ooak.LocalCloud.Aws;

/// <summary>Who calls: a function's role, the account's root, or nobody (unsigned).</summary>
internal sealed record Principal(string Arn, string? RoleName)
{
    public static readonly Principal Anonymous = new("anonymous", null);

    public bool IsRoot => RoleName is null && !ReferenceEquals(this, Anonymous);
}

/// <summary>Keys of one principal.</summary>
internal sealed record Credential(string AccessKey, string SecretKey, string? SessionToken, Principal Principal)
{
    /// <summary>The session's token as one execution environment holds it.</summary>
    public string TokenOf(string environment) => $"{SessionToken}.{environment}";

    /// <summary>Whether this is the session's token, and whose copy.</summary>
    public bool Accepts(string? token, out string? environment)
    {
        var parts = token?.Split('.', 2);
        environment = parts is [_, var id] ? id : null;
        return parts?[0] == SessionToken;
    }
}
