using System.Text.Json.Nodes;

namespace Ooak.LocalCloud.Faults;

/// <summary>Faults that were asked for. Counted ones hit exactly the next n calls; a rate is drawn from a fixed seed.</summary>
internal sealed class FaultPlan
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Counted> _service = new(StringComparer.Ordinal);
    private Counted? _http;
    private Random _random = new(1);

    public bool NetworkDown { get; private set; }

    public int LatencyMilliseconds { get; private set; }

    public bool DuplicateStream { get; private set; }

    /// <summary>Called when the network goes down: cuts what is open.</summary>
    public event Action? NetworkCut;

    /// <summary>A function's logical or physical name, or <c>*</c>.</summary>
    public event Action<string>? Kill;

    /// <summary>The status that the next call of a service answers, if a fault is due.</summary>
    public int? ServiceError(string service)
    {
        lock (_gate)
        {
            return Draw(_service.GetValueOrDefault(service)) ?? Draw(_service.GetValueOrDefault("*"));
        }
    }

    public int? HttpError()
    {
        lock (_gate)
        {
            return Draw(_http);
        }
    }

    /// <summary>Applies what the document names and leaves the rest as it is; <c>{"reset":true}</c> ends all faults.</summary>
    public JsonObject Apply(JsonObject request)
    {
        lock (_gate)
        {
            if (request.Bool("reset"))
            {
                (NetworkDown, LatencyMilliseconds, DuplicateStream, _http, _random) = (false, 0, false, null, new Random(1));
                _service.Clear();
            }

            LatencyMilliseconds = request.Int("latencyMs") ?? LatencyMilliseconds;
            DuplicateStream = request.ContainsKey("duplicateStream") ? request.Bool("duplicateStream") : DuplicateStream;
            NetworkDown = request.Str("network") switch { "down" => true, "up" => false, _ => NetworkDown };
            _http = request.Obj("httpErrors") is { } http ? Counted.From(http) : request.ContainsKey("httpErrors") ? null : _http;
            foreach (var fault in request.List("serviceErrors"))
            {
                _service[fault.Str("service") ?? "*"] = Counted.From(fault);
            }
        }

        if (NetworkDown)
        {
            NetworkCut?.Invoke();
        }

        if (request.Str("kill") is { } name)
        {
            Kill?.Invoke(name);
        }

        return Describe();
    }

    public JsonObject Describe()
    {
        lock (_gate)
        {
            return new JsonObject
            {
                ["network"] = NetworkDown ? "down" : "up",
                ["latencyMs"] = LatencyMilliseconds,
                ["duplicateStream"] = DuplicateStream,
                ["httpErrors"] = _http?.Describe(),
                ["serviceErrors"] = new JsonObject(_service.Select(s => KeyValuePair.Create(s.Key, (JsonNode?)s.Value.Describe()))),
            };
        }
    }

    private int? Draw(Counted? fault)
    {
        if (fault is null)
        {
            return null;
        }

        if (fault.Left > 0)
        {
            fault.Left--;
            return fault.Status;
        }

        return fault.Rate > 0 && _random.NextDouble() < fault.Rate ? fault.Status : null;
    }

    private sealed class Counted
    {
        public required int Status { get; init; }

        public required double Rate { get; init; }

        public int Left { get; set; }

        public static Counted From(JsonNode fault) => new()
        {
            Status = fault.Int("status") ?? 500,
            Left = fault.Int("count") ?? 0,
            Rate = double.TryParse(fault.Str("rate"), System.Globalization.CultureInfo.InvariantCulture, out var rate) ? rate : 0,
        };

        public JsonObject Describe() => new() { ["status"] = Status, ["left"] = Left, ["rate"] = Rate };
    }
}
