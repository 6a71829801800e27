using System.Text.Json.Nodes;

namespace Ooak.LocalCloud.Cognito.Operations;

/// <summary>Users and attributes as the API writes them: lists of Name and Value, times in epoch seconds.</summary>
internal static class UserShape
{
    public static JsonArray Attributes(CognitoUser user) =>
        new([.. user.Attributes.OrderByDescending(a => a.Key == "sub").Select(a => (JsonNode)new JsonObject { ["Name"] = a.Key, ["Value"] = a.Value })]);

    public static JsonObject Of(CognitoUser user, string attributes) => new()
    {
        ["Username"] = user.Username,
        [attributes] = Attributes(user),
        ["UserCreateDate"] = user.Created.ToUnixTimeMilliseconds() / 1000.0,
        ["UserLastModifiedDate"] = user.Modified.ToUnixTimeMilliseconds() / 1000.0,
        ["Enabled"] = user.Enabled,
        ["UserStatus"] = user.Status,
    };

    public static Dictionary<string, string> Read(JsonObject request, string name) =>
        request.List(name).ToDictionary(a => a.Require("Name"), a => a.Str("Value") ?? "", StringComparer.Ordinal);
}
