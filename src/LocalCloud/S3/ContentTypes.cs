namespace Ooak.LocalCloud.S3;

/// <summary>The content type that <c>aws s3 sync</c> guesses from a file's ending.</summary>
internal static class ContentTypes
{
    private static readonly Dictionary<string, string> ByEnding = new(StringComparer.OrdinalIgnoreCase)
    {
        [".html"] = "text/html",
        [".css"] = "text/css",
        [".js"] = "text/javascript",
        [".mjs"] = "text/javascript",
        [".json"] = "application/json",
        [".map"] = "application/json",
        [".webmanifest"] = "application/manifest+json",
        [".svg"] = "image/svg+xml",
        [".png"] = "image/png",
        [".jpg"] = "image/jpeg",
        [".jpeg"] = "image/jpeg",
        [".webp"] = "image/webp",
        [".gif"] = "image/gif",
        [".ico"] = "image/vnd.microsoft.icon",
        [".woff2"] = "font/woff2",
        [".wasm"] = "application/wasm",
        [".txt"] = "text/plain",
        [".csv"] = "text/csv",
        [".xml"] = "text/xml",
        [".pdf"] = "application/pdf",
        [".mp4"] = "video/mp4",
        [".m4a"] = "audio/mp4",
        [".webm"] = "video/webm",
    };

    public static string Of(string key) => ByEnding.GetValueOrDefault(Path.GetExtension(key)) ?? "binary/octet-stream";
}
