using System.Text.Json.Nodes;

namespace Ooak.LocalCloud.Template;

/// <summary>Stops the start when the template asks for something that LocalCloud would silently do differently.</summary>
internal static class SupportedResources
{
    public static void Check(string logicalId, string type, JsonObject properties)
    {
        if (!SupportedProperties.ByType.TryGetValue(type, out var supported))
        {
            throw new LocalCloudException($"{logicalId} has the type {type}, which LocalCloud does not run");
        }

        CheckObject(logicalId, type, "", properties, supported);
    }

    private static void CheckObject(string id, string type, string prefix, JsonObject value, IReadOnlySet<string> supported)
    {
        foreach (var (name, item) in value)
        {
            var path = prefix + name;
            if (supported.Contains(path) || supported.Contains("*"))
            {
                continue;
            }

            if (!supported.Any(known => known.StartsWith(path + ".", StringComparison.Ordinal)))
            {
                throw new LocalCloudException($"{id} ({type}) sets {path}, which LocalCloud does not implement");
            }

            foreach (var nested in item is JsonArray array ? array.OfType<JsonObject>() : item is JsonObject single ? [single] : [])
            {
                CheckObject(id, type, path + ".", nested, supported);
            }
        }
    }
}
