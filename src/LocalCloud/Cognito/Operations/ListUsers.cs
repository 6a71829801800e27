using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Ooak.LocalCloud.Cognito.Operations;

/// <summary>ListUsers with one filter, <c>name = "value"</c> or <c>name ^= "prefix"</c>, and pages.</summary>
internal static partial class ListUsers
{
    public static JsonObject Handle(CognitoCall call)
    {
        var matches = Filter(call.Request.Str("Filter"));
        return Page(call, call.Pool.Users.Where(matches), "PaginationToken");
    }

    public static JsonObject Page(CognitoCall call, IEnumerable<CognitoUser> users, string token)
    {
        var limit = call.Request.Int("Limit") ?? 60;
        var after = call.Request.Str(token) ?? "";
        var page = users.OrderBy(u => u.Username, StringComparer.Ordinal).Where(u => string.CompareOrdinal(u.Username, after) > 0).Take(limit + 1).ToList();
        var answer = new JsonObject { ["Users"] = new JsonArray([.. page.Take(limit).Select(u => (JsonNode)UserShape.Of(u, "Attributes"))]) };
        if (page.Count > limit)
        {
            answer[token] = page[limit - 1].Username;
        }

        return answer;
    }

    private static Func<CognitoUser, bool> Filter(string? filter)
    {
        if (string.IsNullOrWhiteSpace(filter))
        {
            return _ => true;
        }

        var match = Syntax().Match(filter);
        if (!match.Success)
        {
            throw CognitoErrors.InvalidParameter("Error while parsing filter.");
        }

        var name = match.Groups[1].Value;
        var prefix = match.Groups[2].Value == "^=";
        var wanted = match.Groups[3].Value.Replace("\\\"", "\"", StringComparison.Ordinal);
        return user =>
        {
            var value = name switch
            {
                "username" => user.Username,
                "status" => user.Enabled ? "Enabled" : "Disabled",
                "cognito:user_status" => user.Status,
                _ => user.Attributes.GetValueOrDefault(name),
            };
            return value is not null && (prefix ? value.StartsWith(wanted, StringComparison.OrdinalIgnoreCase) : value.Equals(wanted, StringComparison.OrdinalIgnoreCase));
        };
    }

    [GeneratedRegex("""^\s*"?([a-z_:]+)"?\s*(\^?=)\s*"((?:[^"\\]|\\.)*)"\s*$""", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Syntax();
}
