using System.Text.Json;
using Ooak.Lambdas.Calls;

namespace Ooak.Lambdas.Tests.Product;

/// <summary>One call and the edits that reach it, taken as the server takes them.</summary>
internal sealed class MergeStory
{
    private readonly List<Call> versions = [];

    internal MergeStory(StoredCall start)
    {
        Stored = start;
        versions.Add(start.Call);
    }

    internal StoredCall Stored { get; private set; }

    internal Call Call => Stored.Call;

    internal static StoredCall Fresh(Call call) =>
        new(call, call.UpdatedAt, new Dictionary<string, long>(), new Dictionary<string, AcceptedMutation>());

    /// <summary>Another story that has come as far.</summary>
    internal MergeStory Fork()
    {
        var fork = new MergeStory(Stored);
        fork.versions.InsertRange(0, versions[..^1]);
        return fork;
    }

    internal Merged Take(long baseVersion, JsonElement changes)
    {
        var (wanted, fields) = Wanted(Call, changes);
        var merged = CallMerge.Apply(Call, Stored.FieldVersions, baseVersion, wanted, fields);
        Stored = CallMerge.Next(Stored, merged.Call, merged.Changed, Call.UpdatedAt);
        versions.Add(Call);
        return merged;
    }

    /// <summary>Whether the field ever moved after that version, told from the versions themselves.</summary>
    internal bool MovedAfter(long baseVersion, CallField field) =>
        versions.Zip(versions.Skip(1)).Any(step => step.Second.Version > baseVersion && !Equals(field.Get(step.First), field.Get(step.Second)));

    internal static (Call Call, List<CallField> Fields) Wanted(Call call, JsonElement changes)
    {
        var fields = CallField.All.Where(field => changes.TryGetProperty(field.Name, out _)).ToList();
        foreach (var field in fields)
        {
            var (next, error) = field.Set(call, changes.GetProperty(field.Name));
            call = next ?? throw new InvalidOperationException($"{field.Name}: {error}");
        }

        return (call, fields);
    }
}
