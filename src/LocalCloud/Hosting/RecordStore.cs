using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ooak.LocalCloud;

/// <summary>Small JSON records by key, one file each; in memory only where there is no folder. A write is on the disk when it returns.</summary>
internal sealed class RecordStore
{
    private readonly string? _folder;
    private readonly ConcurrentDictionary<string, JsonObject> _records = new(StringComparer.Ordinal);

    public RecordStore(string? data, params string[] path)
    {
        if (data is null)
        {
            return;
        }

        _folder = Path.Combine([data, .. path]);
        Directory.CreateDirectory(_folder);
        foreach (var file in Directory.EnumerateFiles(_folder, "*.json"))
        {
            try
            {
                _records[Uri.UnescapeDataString(Path.GetFileNameWithoutExtension(file))] = Json.ParseObject(File.ReadAllBytes(file));
            }
            catch (JsonException e)
            {
                throw new LocalCloudException($"{file} is damaged ({e.Message}); remove it or start with an empty --data folder", e);
            }
        }
    }

    public IEnumerable<JsonObject> All => _records.Values;

    public IEnumerable<KeyValuePair<string, JsonObject>> Entries => _records;

    public JsonObject? Find(string key) => _records.GetValueOrDefault(key);

    public void Put(string key, JsonObject record, bool flush = true)
    {
        _records[key] = record;
        if (_folder is not null)
        {
            DurableFile.Write(FileOf(key), Json.Bytes(record), flush);
        }
    }

    public void Remove(string key)
    {
        if (_records.TryRemove(key, out _) && _folder is not null)
        {
            DurableFile.Delete(FileOf(key));
        }
    }

    private string FileOf(string key) => Path.Combine(_folder!, AwsFileName(key) + ".json");

    private static string AwsFileName(string key) => Aws.AwsUri.Encode(key);
}
