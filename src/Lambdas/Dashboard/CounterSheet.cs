using Ooak.Lambdas.Calls;
using Ooak.Lambdas.Data;
using Ooak.Lambdas.Functions;

namespace Ooak.Lambdas.Dashboard;

/// <summary>Values by day and employee, the organisation's beside them.</summary>
internal sealed class CounterSheet
{
    private readonly Dictionary<CounterKey, CounterValues> values = [];

    /// <summary>Where there is anything; what cancels out is left out.</summary>
    internal IEnumerable<KeyValuePair<CounterKey, CounterValues>> Filled => values.Where(pair => !pair.Value.IsNothing);

    internal CounterValues At(DateOnly day, string sort)
    {
        var key = new CounterKey(day, sort);
        return values.TryGetValue(key, out var known) ? known : values[key] = new CounterValues();
    }

    internal void AddCall(Call? call, OrganisationClock clock, int sign)
    {
        if (!CounterValues.Counts(call))
        {
            return;
        }

        var (day, hour) = (clock.DayOf(call!.StartedAt), clock.HourOf(call.StartedAt));
        At(day, Keys.Employee(call.EmployeeId)).AddCall(call, hour, sign);
        At(day, Keys.WholeOrganisation).AddCall(call, hour, sign);
    }

    internal void Add(CounterSheet other)
    {
        foreach (var (key, value) in other.Filled)
        {
            At(key.Day, key.Sort).Add(value);
        }
    }
}
