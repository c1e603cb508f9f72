using System.Globalization;
using System.Text;
using Tidemark.Indicators.Catalog;

namespace Tidemark.Tests.Indicators.Catalog;

/// <summary>The list of indicators in docs/indicators.md is what the catalog says.</summary>
public sealed class IndicatorDocumentTests
{
    private const string Begin = "<!-- made from the catalog: begin -->";
    private const string End = "<!-- made from the catalog: end -->";

    [Fact]
    public void Document_ListOfIndicators_IsThatOfTheCatalog()
    {
        var path = Path.Combine(SharedFolders.RepositoryRoot, "docs", "indicators.md");
        var text = File.ReadAllText(path);
        var begin = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length + 1;
        var end = text.IndexOf(End, StringComparison.Ordinal);
        Assert.True(begin > Begin.Length && end >= begin, $"docs/indicators.md needs the lines {Begin} and {End}");
        var expected = Tables();
        if (Environment.GetEnvironmentVariable("TIDEMARK_WRITE_GOLDEN") == "1") File.WriteAllText(path, text[..begin] + expected + text[end..]);
        else
            Assert.True(text[begin..end] == expected,
                $"the list in docs/indicators.md is not that of the catalog ({FirstDifference(text[begin..end], expected)}); write it anew with TIDEMARK_WRITE_GOLDEN=1 ./tidemark test --only {nameof(IndicatorDocumentTests)}");
    }

    private static string Tables()
    {
        var text = new StringBuilder();
        foreach (var group in IndicatorCatalog.Standard.All.GroupBy(descriptor => descriptor.Group))
        {
            var name = string.Concat(group.Key.ToString().Select((letter, i) => char.IsUpper(letter) && i > 0 ? $" {char.ToLowerInvariant(letter)}" : $"{letter}"));
            text.Append(CultureInfo.InvariantCulture, $"\n### {name}\n\n| name | what it says | reads | parameters | outputs | warm after |\n|---|---|---|---|---|---|\n");
            foreach (var descriptor in group)
                text.Append(CultureInfo.InvariantCulture, $"| `{descriptor.Name}`{Also(descriptor)} | **{Cell(descriptor.Title)}.** {Cell(descriptor.Summary)} | {Reads(descriptor)} | {Parameters(descriptor)} | {Outputs(descriptor)} | {WarmUp(descriptor)} |\n");
        }
        return text.Append('\n').ToString();
    }

    private static string Also(IndicatorDescriptor descriptor) => descriptor.Aliases.IsEmpty ? "" : $" ({string.Join(", ", descriptor.Aliases)})";

    private static string Reads(IndicatorDescriptor descriptor) => descriptor.Input switch
    {
        IndicatorInput.Series or IndicatorInput.Pair => string.Join(", ", descriptor.DefaultFields.Select(field => field.ToString().ToLowerInvariant())),
        var input => input.ToString().ToLowerInvariant(),
    };

    private static string Parameters(IndicatorDescriptor descriptor) =>
        string.Join(", ", descriptor.Parameters.Select(parameter => $"{parameter.Name} {parameter.Format(parameter.Default)}"));

    private static string Outputs(IndicatorDescriptor descriptor) =>
        string.Join(", ", descriptor.Outputs.Select(output => output.Displacement == 0 ? output.Name : string.Create(CultureInfo.InvariantCulture, $"{output.Name} (drawn {output.Displacement:+0;-0})")));

    private static string WarmUp(IndicatorDescriptor descriptor) =>
        descriptor.Input is IndicatorInput.Series or IndicatorInput.Pair or IndicatorInput.Bars
            ? descriptor.Create().WarmUp.ToString(CultureInfo.InvariantCulture) + (descriptor.IsEventDriven ? " at least" : "")
            : "";

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);

    private static string FirstDifference(string actual, string expected)
    {
        var (there, wanted) = (actual.Split('\n'), expected.Split('\n'));
        var line = Enumerable.Range(0, Math.Max(there.Length, wanted.Length)).FirstOrDefault(i => i >= there.Length || i >= wanted.Length || there[i] != wanted[i]);
        return $"'{(line < there.Length ? there[line] : "the end")}' instead of '{(line < wanted.Length ? wanted[line] : "the end")}'";
    }
}
