using Ooak.Lambdas.Calls;

namespace Ooak.Lambdas.Dashboard;

/// <summary>What is counted for one day and one employee, or for all of them: as a sum, or as what a change does to it.</summary>
internal sealed class CounterValues
{
    /// <summary>Ranges have at most a day more than this.</summary>
    internal const int LongestGap = 365;

    internal const int HoursADay = 24;

    internal Figures Figures { get; private set; } = Figures.Zero;

    /// <summary>Calls by the hour in which they began.</summary>
    internal long[] Hours { get; } = new long[HoursADay];

    /// <summary>Calls by outcome; those without one are the rest.</summary>
    internal SortedDictionary<string, long> Outcomes { get; } = new(StringComparer.Ordinal);

    /// <summary>[n - 1]: the day's contacts whose day before was n days ago. With them, the contacts of any range can be told:
    /// each counts on its first day there, which is the day whose gap reaches back beyond the range's beginning.</summary>
    internal long[] Gaps { get; } = new long[LongestGap];

    internal bool IsNothing => Figures == Figures.Zero && !Hours.AsSpan().ContainsAnyExcept(0) && Outcomes.Count == 0 && !Gaps.AsSpan().ContainsAnyExcept(0);

    internal static bool Counts(Call? call) => call is { Deleted: false, Private: false };

    /// <param name="hour">Of the organisation's day.</param>
    /// <param name="sign">+1 for a call that is there now, -1 for one that was.</param>
    internal void AddCall(Call call, int hour, int sign)
    {
        var completed = call.Status == CallStatus.Completed;
        Figures += new Figures
        {
            Calls = sign,
            Completed = completed ? sign : 0,
            Missed = call.Status == CallStatus.Missed ? sign : 0,
            Rejected = call.Status == CallStatus.Rejected ? sign : 0,
            Incoming = call.CallType == CallType.Incoming ? sign : 0,
            Outgoing = call.CallType == CallType.Outgoing ? sign : 0,
            TalkSeconds = completed ? (long)sign * call.Duration : 0,
        };
        Hours[hour] += sign;
        if (call.Outcome is { Length: > 0 } outcome)
        {
            AddOutcome(outcome, sign);
        }
    }

    /// <param name="gap">Days since the contact's day before; null: there was none.</param>
    internal void AddContact(int? gap, int sign)
    {
        Figures += new Figures { UniqueContacts = sign };
        if (gap <= LongestGap)
        {
            Gaps[gap.Value - 1] += sign;
        }
    }

    internal void AddUnreturned(int sign) => Figures += new Figures { UnreturnedMissed = sign };

    internal void AddFigures(Figures figures) => Figures += figures;

    internal void AddOutcome(string outcome, long calls)
    {
        var sum = Outcomes.GetValueOrDefault(outcome) + calls;
        if (sum == 0)
        {
            Outcomes.Remove(outcome);
        }
        else
        {
            Outcomes[outcome] = sum;
        }
    }

    internal void Add(CounterValues other)
    {
        Figures += other.Figures;
        for (var hour = 0; hour < HoursADay; hour++)
        {
            Hours[hour] += other.Hours[hour];
        }

        for (var gap = 0; gap < LongestGap; gap++)
        {
            Gaps[gap] += other.Gaps[gap];
        }

        foreach (var (outcome, calls) in other.Outcomes)
        {
            AddOutcome(outcome, calls);
        }
    }

    internal bool Same(CounterValues other) =>
        Figures == other.Figures && Hours.AsSpan().SequenceEqual(other.Hours) && Gaps.AsSpan().SequenceEqual(other.Gaps) && Outcomes.SequenceEqual(other.Outcomes);
}
