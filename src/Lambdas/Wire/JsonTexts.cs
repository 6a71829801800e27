using System.Text.Json;

namespace Ooak.Lambdas.Wire;

internal static class JsonTexts
{
    /// <summary>The text of a JSON string; null for anything else, half a character included.</summary>
    internal static string? Text(this JsonElement json)
    {
        try
        {
            return json.ValueKind == JsonValueKind.String ? json.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
