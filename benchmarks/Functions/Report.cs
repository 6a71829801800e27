using System.Runtime.InteropServices;
using System.Text;

namespace Ooak.Benchmarks;

/// <summary>A result as it is committed: Markdown with machine, date and what was measured.</summary>
internal sealed class Report(string title)
{
    private readonly StringBuilder _text = new();

    public Report Line(string line = "")
    {
        _text.AppendLine(line);
        return this;
    }

    public Report Table(string[] head, IEnumerable<string[]> rows)
    {
        Line().Line($"| {string.Join(" | ", head)} |").Line($"|{string.Concat(head.Select((_, column) => column == 0 ? " --- |" : " ---: |"))}");
        foreach (var row in rows)
        {
            Line($"| {string.Join(" | ", row)} |");
        }

        return Line();
    }

    /// <summary>Writes <c>benchmarks/results/{name}.md</c>, and shows it.</summary>
    public void Write(string name)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Repository.Root, "benchmarks", "results"));
        var head = string.Create(CultureInfo.InvariantCulture, $"# {title}\n\n{DateTime.UtcNow:d MMMM yyyy}, {Environment.ProcessorCount} cores ({Processor()}), {RuntimeInformation.FrameworkDescription}.\n\n");
        var markdown = (head + _text).TrimEnd() + "\n";
        File.WriteAllText(Path.Combine(folder.FullName, name + ".md"), markdown);
        Console.WriteLine(markdown);
    }

    private static string Processor() =>
        File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':', 2)[1].Trim() ?? "unknown";
}
