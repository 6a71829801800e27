using System.Globalization;
using System.Text;

namespace Ooak.Infra.Tests.Cost;

/// <summary>The tables of docs/cost.md, as the model gives them.</summary>
internal static class CostPage
{
    internal static readonly Organisation Small = new(50, 2);
    internal static readonly Organisation Middle = new(1_000, 10);
    internal static readonly Organisation Large = new(10_000, 40);

    internal static string Tables(CostModel model)
    {
        var page = new StringBuilder();
        page.Append("| a month, in dollars | 50 employees | 1,000 | 10,000 |\n| --- | ---: | ---: | ---: |\n");
        var columns = new[] { Small, Middle, Large }.Select(model.Of).ToList();
        for (var line = 0; line < columns[0].Count; line++)
        {
            Row(page, columns[0][line].Service, columns.Select(column => column[line].Dollars));
        }

        Row(page, "**all**", columns.Select(column => column.Sum(line => line.Dollars)));
        Row(page, "an employee", new[] { Small, Middle, Large }.Select(who => model.Total(who) / who.Employees));
        page.Append("\n| all, with | 50 employees | 1,000 | 10,000 |\n| --- | ---: | ---: | ---: |\n");
        Row(page, "no recordings", Each(model, who => who with { Recorded = 0 }));
        Row(page, "recordings kept 7 days", Each(model, who => who with { RetentionDays = 7 }));
        Row(page, "recordings kept 30 days", Each(model, who => who with { RetentionDays = 30 }));
        Row(page, "recordings kept 60 days (default)", Each(model, who => who));
        Row(page, "recordings kept a year", Each(model, who => who with { RetentionDays = 365 }));
        Row(page, "no recordings, the first month", Each(model, who => who with { Recorded = 0, Months = 1 }));
        Row(page, "the first month", Each(model, who => who with { Months = 1 }));
        Row(page, "after three years", Each(model, who => who with { Months = 36 }));
        Row(page, "20 calls a day instead of 60", Each(model, who => who with { CallsADay = 20 }));
        Row(page, "tracing on", Each(model, who => who with { Tracing = true }));
        return page.ToString();
    }

    private static IEnumerable<double> Each(CostModel model, Func<Organisation, Organisation> how) =>
        new[] { Small, Middle, Large }.Select(who => model.Total(how(who)));

    private static void Row(StringBuilder page, string name, IEnumerable<double> dollars) =>
        page.Append(CultureInfo.InvariantCulture, $"| {name} | {string.Join(" | ", dollars.Select(each => each.ToString("N2", CultureInfo.InvariantCulture)))} |\n");
}
