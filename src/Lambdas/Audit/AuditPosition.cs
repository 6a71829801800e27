using Ooak.Lambdas.Data;
using Ooak.Lambdas.Functions;

namespace Ooak.Lambdas.Audit;

/// <summary>The entry that a page of the trail ended with.</summary>
internal sealed record AuditPosition(string Partition, string Id)
{
    private const char Separator = '.';

    /// <summary>As a cursor: the UTC month and the id.</summary>
    public override string ToString() => $"{Partition[Keys.AuditPrefix.Length..]}{Separator}{Id}";

    /// <summary>A cursor that was given for this month; another one is added to the errors.</summary>
    internal static AuditPosition? Read(string? cursor, AuditMonth month, Dictionary<string, string[]> errors)
    {
        if (string.IsNullOrEmpty(cursor))
        {
            return null;
        }

        if (cursor.Split(Separator) is [var utc, var id] && Ids.IsUuid(id))
        {
            var position = new AuditPosition(Keys.AuditPrefix + utc, id);
            if (month.Holds(position))
            {
                return position;
            }
        }

        errors["cursor"] = ["Use a cursor as it was given, with the same month."];
        return null;
    }
}
