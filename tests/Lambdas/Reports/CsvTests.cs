using System.Text;
using Ooak.Lambdas.Functions;
using Ooak.Lambdas.Reports;
using Ooak.Lambdas.Tests.Product;

namespace Ooak.Lambdas.Tests.Reports;

[Collection("time zone")]
public sealed class CsvTests
{
    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+447700900123", "'+447700900123")]
    [InlineData("-2", "'-2")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("\r=1", "'\r=1")]
    [InlineData("\n=1", "'\n=1")]
    [InlineData("  =1", "'  =1")]
    [InlineData("\u200f=1", "'\u200f=1")]
    [InlineData("\u202e@x", "'\u202e@x")]
    [InlineData("＝1", "'＝1")]
    [InlineData("a=1", "a=1")]
    [InlineData("1-2", "1-2")]
    [InlineData("'=1", "'=1")]
    [InlineData("", "")]
    [InlineData(null, "")]
    [InlineData("say \"hi\", then;go\r\nhome", "say \"\"hi\"\", then;go\r\nhome")]
    [InlineData("שרה לוי", "שרה לוי")]
    [InlineData("📞 مرحبا", "📞 مرحبا")]
    public void A_cell_is_quoted_and_no_formula(string? text, string inside)
    {
        var line = new StringBuilder();
        CsvText.Append(line, text);
        line.ToString().ShouldBe($"\"{inside}\"");
    }

    [Fact]
    public void A_row_has_the_organisations_wall_clock_and_names()
    {
        var csv = Csv("Europe/Berlin");
        var call = Samples.Call with { StartedAt = Samples.At("2026-10-25T00:30:00.000Z"), Notes = "=HYPERLINK(\"http://x\")" };
        var cells = csv.Row(call).Split(',');
        cells[0].ShouldBe("\"2026-10-25 02:30:00\"");
        csv.Row(call with { StartedAt = Samples.At("2026-10-25T01:30:00.000Z") }).ShouldStartWith("\"2026-10-25 02:30:00\"");
        cells[1].ShouldBe("\"Iris O’Connell\"");
        cells[3].ShouldBe("\"'+46701234567\"");
        csv.Row(call).ShouldContain("\"'=HYPERLINK(\"\"http://x\"\")\"");
        csv.Row(call).ShouldContain("\"2026-10-25T00:30:00.000Z\"");
        CallsCsv.Heading.TrimEnd().Split(',').Length.ShouldBe(cells.Length);
    }

    [Fact]
    public void An_answer_is_measured_as_the_json_that_it_becomes()
    {
        using var file = new CsvFile();
        file.Begin(byteOrderMark: true);
        file.ToArray()[..3].ShouldBe([0xEF, 0xBB, 0xBF]);
        file.FitsAnswer(4_000_000).ShouldBeTrue();

        // A million bytes of emoji are three million in the answer.
        var call = Samples.Call with { Notes = string.Concat(Enumerable.Repeat("📞", 2_500)) };
        file.Add(Enumerable.Repeat(call, 210), Csv("Etc/UTC"));
        file.Length.ShouldBeLessThan(2_300_000);
        file.FitsAnswer(4_000_000).ShouldBeFalse();
        file.Rows.ShouldBe(210);
    }

    [Fact]
    public void Half_a_character_becomes_the_sign_for_it()
    {
        using var file = new CsvFile();
        file.Add([Samples.Call with { Notes = "a\ud800b" }], Csv("Etc/UTC"));
        Encoding.UTF8.GetString(file.ToArray()).ShouldContain("\"a\ufffdb\"");
    }

    internal static CallsCsv Csv(string zone)
    {
        Environment.SetEnvironmentVariable(FunctionSettings.TimeZone, zone);
        var clock = new OrganisationClock(new FunctionSettings(), TimeProvider.System);
        Environment.SetEnvironmentVariable(FunctionSettings.TimeZone, null);
        return new CallsCsv(clock, new Dictionary<string, string> { [Samples.EmployeeId] = "Iris O’Connell" });
    }
}
