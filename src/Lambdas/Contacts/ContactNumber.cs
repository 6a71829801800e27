using Ooak.Lambdas.Calls;

namespace Ooak.Lambdas.Contacts;

/// <summary>A contact's number in a path.</summary>
internal static class ContactNumber
{
    private const int Shown = 4;

    /// <summary>As calls keep it; null: no call has such a number. A plus in a path is a plus, not a space.</summary>
    internal static string? Read(string text) => CallRules.PhoneError(text) is null ? text : null;

    /// <summary>For the audit trail, which outlives the contact: enough to know it again, too little to call it.</summary>
    internal static string Masked(string number) => "…" + number[^Math.Min(Shown, number.Length / 2)..];
}
