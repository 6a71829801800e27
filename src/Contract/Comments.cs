using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Ooak.Lambdas.Functions;

namespace Ooak.Contract;

/// <summary>The summaries of types, as the compiler keeps them beside the assembly.</summary>
internal static partial class Comments
{
    private static readonly Dictionary<string, string> Summaries = XDocument.Load(Path.ChangeExtension(typeof(FunctionCatalog).Assembly.Location, ".xml"))
        .Descendants("member")
        .Where(member => member.Element("summary") is not null)
        .ToDictionary(member => member.Attribute("name")!.Value, member => Blanks().Replace(Text(member.Element("summary")!), " ").Trim());

    /// <exception cref="KeyNotFoundException">The type says nothing of itself.</exception>
    internal static string Summary(Type type) => Summaries["T:" + type.FullName];

    /// <summary>Null: it says nothing of itself.</summary>
    internal static string? Of(PropertyInfo? property) =>
        property is null ? null : Summaries.GetValueOrDefault($"P:{property.DeclaringType!.FullName!.Replace('+', '.')}.{property.Name}");

    private static string Text(XElement element) => string.Concat(element.Nodes().Select(node => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement { Name.LocalName: "see" or "paramref" } reference => $"`{reference.Attributes().First().Value.Split('.', ':')[^1]}`",
        XElement other => Text(other),
        _ => "",
    }));

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
