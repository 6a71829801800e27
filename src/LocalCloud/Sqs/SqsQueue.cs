using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Ooak.LocalCloud.Template;

namespace Ooak.LocalCloud.Sqs;

/// <summary>A message as a receiver sees it.</summary>
internal sealed record SqsMessage(string Id, string Body, string ReceiptHandle, int ReceiveCount, DateTimeOffset Sent)
{
    public string Md5 => Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(Body)));
}

/// <summary>A standard queue: visibility timeout, retention, and redrive to a dead-letter queue.</summary>
internal sealed class SqsQueue
{
    private readonly RecordStore _store;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (DateTimeOffset VisibleAt, string Receipt)> _inFlight = new(StringComparer.Ordinal);
    private readonly TimeSpan _visibility;
    private readonly TimeSpan _retention;

    public SqsQueue(Resource resource, string? data)
    {
        Resource = resource;
        _store = new RecordStore(data, "sqs", resource.LogicalId);
        _visibility = TimeSpan.FromSeconds(resource.Properties.Int("VisibilityTimeout") ?? 30);
        _retention = TimeSpan.FromSeconds(resource.Properties.Int("MessageRetentionPeriod") ?? 345_600);
    }

    public Resource Resource { get; }

    public string Arn => Resource.Arn;

    public string Url => Resource.PhysicalId;

    public string Name => Arn.Split(':')[^1];

    public SqsQueue? DeadLetterQueue { get; set; }

    public int Visible
    {
        get
        {
            lock (_gate)
            {
                return _store.All.Count(m => IsVisible(m.Require("id")));
            }
        }
    }

    public int InFlight
    {
        get
        {
            lock (_gate)
            {
                return _store.All.Count(m => !IsVisible(m.Require("id")));
            }
        }
    }

    public string Send(string body)
    {
        var id = Guid.CreateVersion7().ToString();
        _store.Put(id, new JsonObject { ["id"] = id, ["body"] = body, ["received"] = 0, ["sent"] = DateTimeOffset.UtcNow.ToString("O") });
        return id;
    }

    public IReadOnlyList<SqsMessage> Receive(int most, TimeSpan? visibility)
    {
        var result = new List<SqsMessage>();
        var limit = Resource.Obj("RedrivePolicy").Int("maxReceiveCount");
        lock (_gate)
        {
            foreach (var record in _store.All.OrderBy(m => m.Require("id"), StringComparer.Ordinal).ToList())
            {
                var id = record.Require("id");
                var sent = DateTimeOffset.Parse(record.Require("sent"));
                if (sent + _retention < DateTimeOffset.UtcNow)
                {
                    _store.Remove(id);
                }
                else if (IsVisible(id) && result.Count < most)
                {
                    var count = record.Int("received")!.Value + 1;
                    if (count > limit && DeadLetterQueue is { } dead)
                    {
                        dead.Send(record.Require("body"));
                        _store.Remove(id);
                        continue;
                    }

                    var changed = (JsonObject)record.DeepClone();
                    changed["received"] = count;
                    _store.Put(id, changed);
                    var receipt = id + "." + Guid.NewGuid().ToString("N");
                    _inFlight[id] = (DateTimeOffset.UtcNow + (visibility ?? _visibility), receipt);
                    result.Add(new SqsMessage(id, record.Require("body"), receipt, count, sent));
                }
            }
        }

        return result;
    }

    public void Delete(string receipt)
    {
        lock (_gate)
        {
            var id = receipt.Split('.')[0];
            _store.Remove(id);
            _inFlight.Remove(id);
        }
    }

    public void Purge()
    {
        lock (_gate)
        {
            foreach (var id in _store.Entries.Select(e => e.Key).ToList())
            {
                _store.Remove(id);
            }
        }
    }

    private bool IsVisible(string id) => !_inFlight.TryGetValue(id, out var flight) || flight.VisibleAt <= DateTimeOffset.UtcNow;
}
