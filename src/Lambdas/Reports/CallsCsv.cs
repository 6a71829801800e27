using System.Globalization;
using System.Text;
using System.Text.Json;
using Ooak.Lambdas.Calls;
using Ooak.Lambdas.Functions;
using Ooak.Lambdas.Wire;

namespace Ooak.Lambdas.Reports;

/// <summary>Calls as rows. <c>started</c> and <c>logged</c> are the organisation's wall clock, as spreadsheets read it; <c>startedUtc</c>
/// is unambiguous where clocks are set back.</summary>
/// <param name="names">Of the people, by id.</param>
internal sealed class CallsCsv(OrganisationClock clock, IReadOnlyDictionary<string, string> names)
{
    private const string WallClock = "yyyy-MM-dd HH:mm:ss";

    private static readonly string[] Columns =
        ["started", "employee", "contact", "phone", "direction", "status", "seconds", "outcome", "notes", "source", "recording", "logged", "startedUtc", "employeeId", "callId"];

    private readonly StringBuilder line = new();

    internal static string Heading { get; } = string.Join(',', Columns.Select(name => $"\"{name}\"")) + CsvText.LineEnd;

    internal string Row(Call call)
    {
        line.Clear();
        Text(Local(call.StartedAt), first: true);
        Text(names.GetValueOrDefault(call.EmployeeId));
        Text(call.ContactName);
        Text(call.ContactPhone);
        Text(Word(call.CallType));
        Text(Word(call.Status));
        line.Append(',').Append(call.Duration.ToString(CultureInfo.InvariantCulture));
        Text(call.Outcome);
        Text(call.Notes);
        Text(Word(call.Source));
        Text(call.Recording is { } recording ? Word(recording.State) : "");
        Text(Local(call.CreatedAt));
        Text(Instant.Text(call.StartedAt));
        Text(call.EmployeeId);
        Text(call.Id);
        return line.Append(CsvText.LineEnd).ToString();
    }

    private void Text(string? text, bool first = false)
    {
        if (!first)
        {
            line.Append(',');
        }

        CsvText.Append(line, text);
    }

    private string Local(DateTimeOffset instant) => clock.WallClock(instant).ToString(WallClock, CultureInfo.InvariantCulture);

    private static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(Enum.GetName(value)!);
}
