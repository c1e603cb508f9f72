using System.CommandLine;
using System.Globalization;
using Tidemark.Cli.CommandLine;
using Tidemark.Cli.Output;
using Tidemark.Indicators.Catalog;

namespace Tidemark.Cli.Commands.Indicators;

/// <summary><c>indicators list</c>: every indicator by group.</summary>
internal static class IndicatorsListCommand
{
    private static readonly Argument<string?> Search = new("TEXT")
    {
        Description = "Only those with this in name, alias, title or group",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public static Command Create() =>
        new Command("list", "Every technical indicator, by group")
            .With(Search, CommonOptions.Json)
            .Example("indicators list")
            .Example("indicators list volatility")
            .Handle(Run);

    private static int Run(CommandContext context)
    {
        var text = context.Get(Search);
        var shown = IndicatorCatalog.Standard.All.Where(descriptor => string.IsNullOrEmpty(text) || IsAbout(descriptor, text)).ToList();
        if (shown.Count == 0) throw new BadInputException($"no indicator has '{text}' in its name, title or group; 'indicators list' shows all");
        foreach (var group in shown.GroupBy(descriptor => descriptor.Group))
        {
            context.Output.WriteLine(IndicatorText.Of(group.Key));
            var table = new TextTable("  name", "title", "outputs", "parameters");
            foreach (var descriptor in group) table.Add($"  {descriptor.Name}", descriptor.Title, IndicatorText.Outputs(descriptor), IndicatorText.Defaults(descriptor));
            table.WriteTo(context.Output, context.OutputWidth);
            context.Output.WriteLine();
        }
        context.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{shown.Count} indicators; 'indicators show NAME' says more of one"));
        context.WriteJson(json => IndicatorJson.Write(json, shown));
        return TidemarkCommandLine.Success;
    }

    private static bool IsAbout(IndicatorDescriptor descriptor, string text) =>
        descriptor.Aliases.Concat([descriptor.Name, descriptor.Title, IndicatorText.Of(descriptor.Group)])
            .Any(name => name.Contains(text, StringComparison.OrdinalIgnoreCase));
}
