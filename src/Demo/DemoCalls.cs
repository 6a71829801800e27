using Ooak.Lambdas.Calls;

namespace Ooak.Demo;

/// <summary>One person's calls of the last days, today included: working hours with a lunch dip, quieter Fridays, a few on
/// Saturdays, missed calls of which most are returned. The same person and day give the same calls.</summary>
internal sealed class DemoCalls(DemoPerson person, int index, TimeZoneInfo zone, DateTimeOffset now, int days = DemoCalls.DefaultDays)
{
    private const int DefaultDays = 60;
    private const double CallsPerWorkday = 19;

    /// <summary>Weight of each hour of the day.</summary>
    private static readonly double[] Hours = [0, 0, 0, 0, 0, 0, 0, 1, 5, 9, 11, 9, 4, 6, 10, 10, 8, 5, 2, 1, 0, 0, 0, 0];

    private static readonly string[] Outcomes = ["Interested", "Call back", "Not interested", "Sold", "Voicemail", "Wrong number"];

    private static readonly string[] Notes =
    [
        "Wants the offer by e-mail.", "Asked for a price for 50 seats.", "Will decide after the holidays.", "Sent the contract again.",
        "Delivery was late, apologised.", "Very happy with the service.", "Call back on Thursday after ten.", "Left a message with the assistant.",
    ];

    public IEnumerable<StoredCall> Generate()
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
        for (var back = days - 1; back >= 0; back--)
        {
            foreach (var call in Day(today.AddDays(-back)))
            {
                if (call.Call.StartedAt.Value.AddSeconds(call.Call.Duration) < now)
                {
                    yield return call;
                }
            }
        }
    }

    private IEnumerable<StoredCall> Day(DateOnly day)
    {
        var random = new Random(HashCode(day));
        var energy = 0.65 + (index * 7 % 12 / 16.0);
        var weekday = day.DayOfWeek switch
        {
            DayOfWeek.Sunday => 0,
            DayOfWeek.Saturday => 0.12,
            DayOfWeek.Friday => 0.8,
            DayOfWeek.Monday => 1.15,
            _ => 1.0,
        };
        var count = (int)Math.Round(CallsPerWorkday * energy * weekday * (0.75 + (random.NextDouble() * 0.5)));
        var made = Enumerable.Range(0, count).Select(_ => Instant(day, random)).Order().ToList();
        foreach (var startedAt in made)
        {
            var call = Call(startedAt, random);
            yield return call;
            if (call.Call is { Status: CallStatus.Missed, CallType: CallType.Incoming } && random.NextDouble() < 0.7)
            {
                yield return Return(call.Call, random);
            }
        }
    }

    private StoredCall Call(DateTimeOffset startedAt, Random random)
    {
        var contact = DemoContacts.Pick(random);
        var incoming = random.NextDouble() < 0.42;
        var dice = random.NextDouble();
        var status = dice < 0.76 ? CallStatus.Completed : dice < (incoming ? 0.96 : 0.9) ? CallStatus.Missed : CallStatus.Rejected;
        return Stored(startedAt, contact.Name, contact.Phone, incoming ? CallType.Incoming : CallType.Outgoing, status, random);
    }

    private StoredCall Return(Call missed, Random random) => Stored(
        missed.StartedAt.Value.AddMinutes(3 + random.Next(90)),
        missed.ContactName,
        missed.ContactPhone,
        CallType.Outgoing,
        CallStatus.Completed,
        random);

    private StoredCall Stored(DateTimeOffset startedAt, string? name, string? phone, CallType type, CallStatus status, Random random)
    {
        var completed = status == CallStatus.Completed;

        // Most calls are short, some are long: log-normal around four minutes.
        var duration = completed ? (int)Math.Clamp(Math.Exp(5.2 + (0.9 * Normal(random))), 15, 5400) : 0;
        var logged = startedAt.AddSeconds(duration + random.Next(5, 60));
        var call = new Call
        {
            Id = Uuid(logged, random),
            EmployeeId = person.Id,
            ContactName = name,
            ContactPhone = phone,
            CallType = type,
            Status = status,
            Duration = duration,
            Notes = completed && random.NextDouble() < 0.3 ? Notes[random.Next(Notes.Length)] : null,
            Outcome = completed && random.NextDouble() < 0.7 ? Outcomes[random.Next(Outcomes.Length)] : null,
            StartedAt = startedAt,
            CreatedAt = logged,
            SyncedAt = logged,
            UpdatedAt = logged,
            Source = completed && type == CallType.Outgoing ? CallSource.Timed : CallSource.Manual,
        };
        return new StoredCall(call, logged, new Dictionary<string, long>(), new Dictionary<string, AcceptedMutation>());
    }

    private DateTimeOffset Instant(DateOnly day, Random random)
    {
        var pick = random.NextDouble() * Hours.Sum();
        var hour = 0;
        while ((pick -= Hours[hour]) > 0 && hour < 23)
        {
            hour++;
        }

        var local = day.ToDateTime(new TimeOnly(hour, random.Next(60), random.Next(60)));
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }

    // A version 7 UUID from the seeded generator.
    internal static string Uuid(DateTimeOffset instant, Random random)
    {
        var bytes = new byte[16];
        random.NextBytes(bytes);
        var milliseconds = instant.ToUnixTimeMilliseconds();
        for (var i = 0; i < 6; i++)
        {
            bytes[i] = (byte)(milliseconds >> (40 - (8 * i)));
        }

        bytes[6] = (byte)(0x70 | (bytes[6] & 0x0f));
        bytes[8] = (byte)(0x80 | (bytes[8] & 0x3f));
        return new Guid(bytes, bigEndian: true).ToString("D");
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private int HashCode(DateOnly day) => unchecked((day.DayNumber * 397) ^ (index * 7919));
}
