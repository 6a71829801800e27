namespace Ooak.Lambdas.Dashboard;

/// <summary>Sums over calls; deleted and private ones don't count.</summary>
public record Figures
{
    public static Figures Zero { get; } = new();

    public long Calls { get; init; }
    public long Completed { get; init; }
    public long Missed { get; init; }
    public long Rejected { get; init; }
    public long Incoming { get; init; }
    public long Outgoing { get; init; }

    /// <summary>Durations of completed calls, seconds.</summary>
    public long TalkSeconds { get; init; }

    /// <summary>Different numbers; a withheld one is nobody.</summary>
    public long UniqueContacts { get; init; }

    /// <summary>Incoming missed calls after which no call with that number was completed, by anyone.</summary>
    public long UnreturnedMissed { get; init; }

    public static Figures operator +(Figures a, Figures b) => Add(a, b);

    /// <summary>Contacts add up only where none is counted on both sides: of a range, <see cref="RangeFigures"/> knows better.</summary>
    public static Figures Add(Figures a, Figures b) => new()
    {
        Calls = a.Calls + b.Calls,
        Completed = a.Completed + b.Completed,
        Missed = a.Missed + b.Missed,
        Rejected = a.Rejected + b.Rejected,
        Incoming = a.Incoming + b.Incoming,
        Outgoing = a.Outgoing + b.Outgoing,
        TalkSeconds = a.TalkSeconds + b.TalkSeconds,
        UniqueContacts = a.UniqueContacts + b.UniqueContacts,
        UnreturnedMissed = a.UnreturnedMissed + b.UnreturnedMissed,
    };
}
