using Ooak.Lambdas.Functions;

namespace Ooak.Lambdas.Calls;

/// <summary>Which calls somebody asks for, in the words of a query; what is absent or empty narrows nothing.</summary>
internal sealed record CallCriteria(string? From, string? To, string? Status, string? CallType, string? Phone, string? Q, string? Outcome)
{
    private const int DefaultDays = 90;
    internal const int MaximumText = 200;

    /// <summary>As a filter; what makes no sense is added to the errors, by the query's parameter.</summary>
    internal CallFilter Filter(OrganisationClock clock, Dictionary<string, string[]> errors)
    {
        var (from, to) = Days(clock, errors);
        if (from > to)
        {
            errors["from"] = ["The first day comes before the last."];
        }

        if (Q is { Length: > MaximumText })
        {
            errors["q"] = [$"At most {MaximumText} characters."];
        }

        Note("outcome", CallRules.OutcomeError(Outcome));
        Note("phone", CallRules.PhoneError(Phone));
        return new CallFilter(
            clock.StartOf(from),
            clock.StartOf(to.AddDays(1)),
            Word<CallStatus>("status", Status, errors),
            Word<CallType>("callType", CallType, errors),
            Phone,
            string.IsNullOrWhiteSpace(Q) ? null : Q.Trim(),
            string.IsNullOrEmpty(Outcome) ? null : Outcome);

        void Note(string name, string? error)
        {
            if (error is not null)
            {
                errors[name] = [error];
            }
        }
    }

    /// <summary>The organisation's days, inclusive.</summary>
    internal (DateOnly From, DateOnly To) Days(OrganisationClock clock, Dictionary<string, string[]> errors)
    {
        var to = OrganisationClock.ReadDay("to", To, clock.Today.AddDays(1), errors);
        return (OrganisationClock.ReadDay("from", From, to.AddDays(-DefaultDays), errors), to);
    }

    private static T? Word<T>(string name, string? text, Dictionary<string, string[]> errors)
        where T : struct, Enum
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        if (!text.All(char.IsAsciiLetterLower) || !Enum.TryParse<T>(text, ignoreCase: true, out var value) || !Enum.IsDefined(value))
        {
            errors[name] = [$"One of {string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant()}."];
            return null;
        }

        return value;
    }
}
