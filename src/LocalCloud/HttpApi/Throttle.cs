using System.Text.Json.Nodes;

namespace Ooak.LocalCloud.HttpApi;

/// <summary>A stage's token bucket: ThrottlingRateLimit requests a second, ThrottlingBurstLimit at once.</summary>
internal sealed class Throttle(double rate, double burst, double tokens)
{
    private readonly Lock _gate = new();
    private double _tokens = tokens;
    private long _last = Environment.TickCount64;

    public static Throttle From(JsonObject? settings)
    {
        var rate = double.TryParse(settings.Str("ThrottlingRateLimit"), System.Globalization.CultureInfo.InvariantCulture, out var given) ? given : double.PositiveInfinity;
        var burst = settings.Int("ThrottlingBurstLimit") ?? double.PositiveInfinity;
        return new Throttle(rate, burst, burst);
    }

    public bool Admit()
    {
        if (double.IsInfinity(rate) || double.IsInfinity(burst))
        {
            return true;
        }

        lock (_gate)
        {
            var now = Environment.TickCount64;
            _tokens = Math.Min(burst, _tokens + ((now - _last) / 1000.0 * rate));
            _last = now;
            if (_tokens < 1)
            {
                return false;
            }

            _tokens--;
            return true;
        }
    }
}
