namespace Ooak.Lambdas.Auth;

/// <summary>E-mail addresses as user names: trimmed, lower case.</summary>
internal static class EmailAddress
{
    /// <summary>Null: not an address.</summary>
    internal static string? Normalise(string? text)
    {
        var address = text?.Trim().ToLowerInvariant();
        var at = address?.IndexOf('@', StringComparison.Ordinal) ?? -1;
        return address is { Length: >= 3 and <= 254 }
            && at > 0
            && at == address.LastIndexOf('@')
            && at < address.Length - 1
            && !address.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || char.IsSurrogate(c))
                ? address
                : null;
    }
}
