using Ooak.Lambdas.Data;
using Ooak.Lambdas.Functions;

namespace Ooak.Lambdas.Calls;

/// <summary>Which calls a list shows. Days are the organisation's, inclusive.</summary>
internal sealed record CallFilter(
    DateTimeOffset From,
    DateTimeOffset Until,
    CallStatus? Status,
    CallType? CallType,
    string? Phone,
    string? Text,
    string? Outcome = null)
{
    internal bool Admits(Call call) =>
        !call.Deleted
        && (Status is null || call.Status == Status)
        && (CallType is null || call.CallType == CallType)
        && (Outcome is null || call.Outcome == Outcome)
        && (Phone is null || call.ContactPhone == Phone)
        && (Text is null || Contains(call.ContactName) || Contains(call.ContactPhone) || Contains(call.Notes) || Contains(call.Outcome));

    private bool Contains(string? field) => field is not null && field.Contains(Text!, StringComparison.OrdinalIgnoreCase);

    /// <summary>The key at which a page goes on, exclusive: the call's start and id.</summary>
    internal static string? Position(string? cursor)
    {
        if (cursor is not { Length: > 0 and <= 128 })
        {
            return null;
        }

        try
        {
            var text = System.Text.Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(cursor));
            return text.Length >= 25 && text[24] == '#' && Wire.Instant.TryParse(text[..24], out _) && (text.Length == 25 || Ids.IsUuid(text[25..])) ? text : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    internal static string Cursor(string position) =>
        System.Buffers.Text.Base64Url.EncodeToString(System.Text.Encoding.UTF8.GetBytes(position));

    /// <summary>Before everything that starts at this instant.</summary>
    internal static string Edge(DateTimeOffset instant) => Keys.Instant(Wire.Instant.Text(instant), "");
}
