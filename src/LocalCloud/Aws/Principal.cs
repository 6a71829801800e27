namespace Ooak.LocalCloud.Aws;

/// <summary>Who calls: a function's role, the account's root, or nobody (unsigned).</summary>
internal sealed record Principal(string Arn, string? RoleName)
{
    public static readonly Principal Anonymous = new("anonymous", null);

    public bool IsRoot => RoleName is null && !ReferenceEquals(this, Anonymous);
}

/// <summary>Keys of one principal.</summary>
internal sealed record Credential(string AccessKey, string SecretKey, string? SessionToken, Principal Principal);
