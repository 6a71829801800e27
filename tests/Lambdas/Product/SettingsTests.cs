using System.Text.Json;
using Ooak.Lambdas.Data;
using Ooak.Lambdas.Settings;
using Ooak.Lambdas.Wire;

namespace Ooak.Lambdas.Tests.Product;

public sealed class SettingsTests
{
    private static readonly SettingsUpdate Nothing = new(1, null, null, null, null, null, null);

    public static TheoryData<string, string> Refused => new()
    {
        { """{"lockMinutes":5}""", "version" },
        { """{"version":-1}""", "version" },
        { """{"version":1,"lockMinutes":-1}""", "lockMinutes" },
        { """{"version":1,"lockMinutes":121}""", "lockMinutes" },
        { """{"version":1,"outcomes":[]}""", "outcomes" },
        { """{"version":1,"outcomes":["Sold",null]}""", "outcomes[1]" },
        { """{"version":1,"outcomes":["Sold","  "]}""", "outcomes[1]" },
        { """{"version":1,"outcomes":["Sold"," sold "]}""", "outcomes[1]" },
        { """{"version":1,"outcomes":["two\nlines"]}""", "outcomes[0]" },
        { """{"version":1,"outcomes":["12345678901234567890123456789012345678901"]}""", "outcomes[0]" },
        { """{"version":1,"teams":["A","a"]}""", "teams[1]" },
        { """{"version":1,"exclusions":[null]}""", "exclusions[0].number" },
        { """{"version":1,"exclusions":[{"number":"020 7946 0000"}]}""", "exclusions[0].number" },
        { """{"version":1,"exclusions":[{"number":"+4412"}]}""", "exclusions[0].number" },
        { """{"version":1,"exclusions":[{"number":"+44","prefix":true}]}""", "exclusions[0].number" },
        { """{"version":1,"exclusions":[{"number":"+442079460000"},{"number":"+442079460000","label":"again"}]}""", "exclusions[1].number" },
        { """{"version":1,"exclusions":[{"number":"+442079460000","label":"1234567890123456789012345678901234567890123456789012345678901"}]}""", "exclusions[0].label" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_is_not_valid_is_named(string json, string field) =>
        SettingsRules.Check(Read(json)).Errors.Keys.ShouldBe([field]);

    [Fact]
    public void As_many_as_allowed_pass_and_one_more_does_not()
    {
        var outcomes = Enumerable.Range(0, SettingsRules.MaximumOutcomes + 1).Select(n => $"Outcome {n}").ToList();
        var exclusions = Enumerable.Range(0, SettingsRules.MaximumExclusions + 1).Select(n => new Exclusion($"+4420794{n:00000}", false, null)).ToList();
        SettingsRules.Check(Nothing with { Outcomes = outcomes[1..], Exclusions = exclusions[1..], LockMinutes = 120 }).Errors.ShouldBeEmpty();
        SettingsRules.Check(Nothing with { Outcomes = outcomes, Exclusions = exclusions }).Errors.Keys.ShouldBe(["outcomes", "exclusions"]);
    }

    [Fact]
    public void Names_are_kept_without_spaces_around_them() =>
        SettingsRules.Check(Nothing with { Outcomes = [" Sold "], Exclusions = [new("+442079460000", false, "  ")] }).Update
            .ShouldSatisfyAllConditions(
                update => update.Outcomes.ShouldBe(["Sold"]),
                update => update.Exclusions.ShouldBe([new Exclusion("+442079460000", false, null)]));

    [Theory]
    [InlineData("\"all-party\"", RecordingMode.AllParty)]
    [InlineData("\"off\"", RecordingMode.Off)]
    public void A_mode_travels_as_a_word_with_hyphens(string json, RecordingMode mode) =>
        Read($$"""{"version":1,"recording":{{json}}}""").Recording.ShouldBe(mode);

    [Fact]
    public void Where_nothing_was_set_nobody_records_and_private_calls_stay_on_the_phone()
    {
        var settings = SettingsItem.Read(null);
        (settings.Recording, settings.PrivateCalls, settings.LockMinutes, settings.Version).ShouldBe((RecordingMode.Off, PrivateCallsMode.OffServer, 10, 0));
        settings.Outcomes.ShouldNotBeEmpty();
    }

    [Fact]
    public void Settings_are_read_as_they_were_written()
    {
        var settings = SettingsItem.Read(null) with
        {
            Name = "Ööak",
            Outcomes = ["One"],
            Teams = [],
            LockMinutes = 0,
            Recording = RecordingMode.AllParty,
            PrivateCalls = PrivateCallsMode.DurationOnly,
            Version = 7,
            ExclusionsVersion = 6,
        };
        JsonSerializer.Serialize(SettingsItem.Read(SettingsItem.Write(settings))).ShouldBe(JsonSerializer.Serialize(settings));

        var list = new ExclusionList(6, [new("+442079460000", false, "Works council"), new("+4930", true, null)]);
        var read = SettingsItem.ReadExclusions(SettingsItem.WriteExclusions(list));
        (read.Version, read.Entries).ShouldSatisfyAllConditions(pair => pair.Version.ShouldBe(6), pair => pair.Entries.ShouldBe(list.Entries));
    }

    [Fact]
    public void The_log_names_what_changed_and_no_number()
    {
        var stored = SettingsItem.Read(null) with { Outcomes = ["Sold"], Version = 4, ExclusionsVersion = 2 };
        var list = new ExclusionList(2, [new("+442079460000", false, "Doctor")]);
        var change = SettingsChange.Of(stored, list, Nothing with { Outcomes = ["Sold", "Lost"], Recording = RecordingMode.Off, Exclusions = [new("+442079460001", false, "Dentist"), new("+4930", true, null)] });

        change.Details.ShouldBe(new Dictionary<string, string> { ["outcomes"] = "Sold → Sold | Lost", ["exclusions"] = "1 → 2, 2 added, 1 removed" }, ignoreOrder: true);
        (change.Settings.Version, change.Settings.ExclusionsVersion, change.Exclusions.Version).ShouldBe((5, 5, 5));
    }

    [Fact]
    public void What_is_absent_stays()
    {
        var stored = SettingsItem.Read(null) with { Recording = RecordingMode.Notice, Version = 4, ExclusionsVersion = 2 };
        var list = new ExclusionList(2, [new("+442079460000", false, null)]);
        var change = SettingsChange.Of(stored, list, Nothing with { LockMinutes = 5 });

        change.Details.Keys.ShouldBe(["lockMinutes"]);
        (change.Settings.Recording, change.Settings.ExclusionsVersion, change.Exclusions).ShouldBe((RecordingMode.Notice, 2, list));
        SettingsChange.Of(stored, list, Nothing).Details.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("+442079460000", true)]
    [InlineData("+442079460000,,123#", true)]
    [InlineData("+4420794600001", false)]
    [InlineData("+4930123456", true)]
    [InlineData("+493", false)]
    [InlineData("030123456", false)]
    [InlineData(null, false)]
    public void A_number_is_excluded_by_itself_or_by_how_it_begins(string? phone, bool excluded) =>
        new ExclusionList(1, [new("+442079460000", false, null), new("+4930", true, null)]).Contains(phone).ShouldBe(excluded);

    [Fact]
    public void What_happened_is_kept_by_month_and_in_order()
    {
        var at = new DateTimeOffset(2026, 11, 30, 23, 59, 59, TimeSpan.Zero);
        var item = new Audit.AuditEntry(at, "0190aaaa-0000-7000-8000-000000000001", "settings-changed", new Dictionary<string, string> { ["recording"] = "Off → Notice" }).ToItem();
        (item.RequiredText(Keys.Partition), item.RequiredText("by"), item.RequiredText("at"), item.Map("details").Text("recording"))
            .ShouldBe(("AUDIT#2026-11", "0190aaaa-0000-7000-8000-000000000001", "2026-11-30T23:59:59.000Z", "Off → Notice"));
    }

    private static SettingsUpdate Read(string json) => JsonSerializer.Deserialize(json, WireJson.Default.SettingsUpdate)!;
}
