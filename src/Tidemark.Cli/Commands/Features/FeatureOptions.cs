using System.CommandLine;
using Tidemark.Cli.CommandLine;
using Tidemark.Research.Features;
using Tidemark.Research.Labels;
using Tidemark.Storage.Catalog;

namespace Tidemark.Cli.Commands.Features;

/// <summary>Options that commands about features share.</summary>
internal static class FeatureOptions
{
    public const string UsualLabel = "direction:horizon=1";

    public static Option<string?> Features() => new("--features") { Description = "A YAML file that lists features (default: those that come with the program)", HelpName = "FILE" };

    public static Option<string?> Label() => new("--label") { Description = $"What is to be predicted, such as next-return:horizon=4 or triple-barrier:horizon=24,profit=2,loss=1 (default: {UsualLabel}); features list --labels shows all", HelpName = "LABEL" };

    public static Option<string?> Bars() => new("--bars") { Description = "A file of bars in any layout that data import knows, in place of --instrument", HelpName = "FILE" };

    public static FeatureSpecification SpecificationOf(string? file, Interval interval) => FeatureSpecification.Of(file, interval);

    public static LabelRule LabelOf(string? text) => LabelRules.Parse(text ?? UsualLabel);

    /// <summary>The data that options name: those of instruments of the catalog, or of a file.</summary>
    /// <exception cref="BadInputException">Options do not go together, or something is not there.</exception>
    public static IReadOnlyList<FeatureData> Load(CommandContext context, FeatureSpecification specification, IReadOnlyList<InstrumentId> instruments, string? bars, Interval? interval, Instant? to)
    {
        var loader = new FeatureLoader(MarketCatalog.Open(context.Home.Path));
        if (bars is not null)
        {
            if (instruments.Count > 1) throw new BadInputException("--bars: one file has the bars of one --instrument");
            return [loader.LoadFile(specification, bars, interval, instruments.Count > 0 ? instruments[0] : null, to, context.Cancellation)];
        }
        if (interval is null) throw new BadInputException("--instrument needs --interval: the length of the bars, such as 1h");
        if (instruments.GroupBy(id => id).FirstOrDefault(group => group.Count() > 1) is { } twice) throw new BadInputException($"--instrument {twice.Key} is given twice");
        return [.. instruments.Select(instrument => loader.Load(specification, instrument, interval.Value, to))];
    }

    /// <summary>The length of bars where the option is not given: that of the file.</summary>
    public static Interval IntervalOf(CommandContext context, string? bars, Interval? given)
    {
        if (given is { } interval) return interval;
        return bars is null ? Interval.Hours(1) : Storage.Import.BarFileReader.Read(bars, new Storage.Import.ReadOptions(), null, context.Cancellation).Bars.Interval;
    }
}
