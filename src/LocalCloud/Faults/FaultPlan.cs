using System.Text;
using System.Text.Json.Nodes;

namespace Ooak.LocalCloud.Faults;

/// <summary>Faults that were asked for. Counted ones hit exactly the next n calls; a rate is drawn from a fixed seed.</summary>
internal sealed class FaultPlan
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Service, string Matching), Counted> _service = [];
    private Counted? _http;
    private Random _random = new(1);

    public bool NetworkDown { get; private set; }

    public int LatencyMilliseconds { get; private set; }

    /// <summary>How long handing over an e-mail or a text message takes.</summary>
    public int DeliveryMilliseconds { get; private set; }

    public bool DuplicateStream { get; private set; }

    /// <summary>Batches arrive once more beforehand, cut otherwise and with records of the batch before.</summary>
    public bool RegroupStream { get; private set; }

    /// <summary>A stream that had something to read is read again after this time at the earliest.</summary>
    public int StreamPauseMilliseconds { get; private set; }

    /// <summary>The execution environment that ends.</summary>
    public event Action<string>? KillOne;

    /// <summary>Called when the network goes down: cuts what is open.</summary>
    public event Action? NetworkCut;

    /// <summary>A function's logical or physical name, or <c>*</c>.</summary>
    public event Action<string>? Kill;

    /// <summary>What goes wrong with this call of a service, if a fault is due.</summary>
    public ServiceFault? ServiceError(string service, ReadOnlySpan<byte> body)
    {
        lock (_gate)
        {
            foreach (var ((name, _), fault) in _service)
            {
                if ((name == service || name == "*") && !fault.IsSpent && fault.Matches(body) && Draw(fault) is { } status)
                {
                    return new ServiceFault(status, fault.Kill);
                }
            }

            return null;
        }
    }

    public int? HttpError()
    {
        lock (_gate)
        {
            return Draw(_http);
        }
    }

    /// <summary>Ends the execution environment that made a call.</summary>
    public void KillCaller(string environment) => KillOne?.Invoke(environment);

    /// <summary>Applies what the document names and leaves the rest as it is; <c>{"reset":true}</c> ends all faults.</summary>
    public JsonObject Apply(JsonObject request)
    {
        lock (_gate)
        {
            if (request.Bool("reset"))
            {
                (NetworkDown, LatencyMilliseconds, DeliveryMilliseconds, DuplicateStream, RegroupStream, StreamPauseMilliseconds) = (false, 0, 0, false, false, 0);
                (_http, _random) = (null, new Random(1));
                _service.Clear();
            }

            LatencyMilliseconds = request.Int("latencyMs") ?? LatencyMilliseconds;
            DeliveryMilliseconds = request.Int("deliveryMs") ?? DeliveryMilliseconds;
            DuplicateStream = request.ContainsKey("duplicateStream") ? request.Bool("duplicateStream") : DuplicateStream;
            RegroupStream = request.ContainsKey("regroupStream") ? request.Bool("regroupStream") : RegroupStream;
            StreamPauseMilliseconds = request.Int("streamPauseMs") ?? StreamPauseMilliseconds;
            NetworkDown = request.Str("network") switch { "down" => true, "up" => false, _ => NetworkDown };
            _http = request.Obj("httpErrors") is { } http ? Counted.From(http) : request.ContainsKey("httpErrors") ? null : _http;
            foreach (var fault in request.List("serviceErrors"))
            {
                _service[(fault.Str("service") ?? "*", fault.Str("matching") ?? "")] = Counted.From(fault);
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
                ["deliveryMs"] = DeliveryMilliseconds,
                ["duplicateStream"] = DuplicateStream,
                ["regroupStream"] = RegroupStream,
                ["streamPauseMs"] = StreamPauseMilliseconds,
                ["httpErrors"] = _http?.Describe(),
                ["serviceErrors"] = new JsonArray([.. _service.Select(s => (JsonNode)s.Value.Describe(s.Key.Service, s.Key.Matching))]),
            };
        }
    }

    private int? Draw(Counted? fault)
    {
        if (fault is null)
        {
            return null;
        }

        if (fault.Skip > 0)
        {
            fault.Skip--;
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
        private readonly byte[] _matching;

        private Counted(string matching) => _matching = Encoding.UTF8.GetBytes(matching);

        public required int Status { get; init; }

        public required double Rate { get; init; }

        public required KillMoment Kill { get; init; }

        /// <summary>Calls that pass before the fault begins.</summary>
        public int Skip { get; set; }

        public int Left { get; set; }

        public bool IsSpent => Left == 0 && Rate == 0;

        public bool Matches(ReadOnlySpan<byte> body) => _matching.Length == 0 || body.IndexOf(_matching) >= 0;

        public static Counted From(JsonNode fault) => new(fault.Str("matching") ?? "")
        {
            Kill = fault.Str("kill") switch { "before" => KillMoment.Before, "after" => KillMoment.After, _ => KillMoment.Never },
            Skip = fault.Int("skip") ?? 0,
            Status = fault.Int("status") ?? 500,
            Left = fault.Int("count") ?? 0,
            Rate = double.TryParse(fault.Str("rate"), System.Globalization.CultureInfo.InvariantCulture, out var rate) ? rate : 0,
        };

        public JsonObject Describe() => new() { ["status"] = Status, ["left"] = Left, ["rate"] = Rate };

        public JsonObject Describe(string service, string matching)
        {
            var description = Describe();
            (description["service"], description["matching"], description["skip"], description["kill"]) = (service, matching, Skip, Kill.ToString().ToLowerInvariant());
            return description;
        }
    }
}

/// <summary>Where the function dies that makes a call.</summary>
internal enum KillMoment
{
    Never,

    /// <summary>The call is not done.</summary>
    Before,

    /// <summary>The call is done, and its answer is lost.</summary>
    After,
}

/// <param name="Status">That the call answers, unless the caller dies.</param>
internal sealed record ServiceFault(int Status, KillMoment Kill);
