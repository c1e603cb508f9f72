using System.Text;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.Features;
using Tidemark.Research.Authoring;
using Tidemark.Research.Documents;
using Tidemark.Storage.Import.Observations;

namespace Tidemark.Research.Features;

/// <summary>Reads a list of features: YAML, or JSON, which is YAML too. See docs/features.md.</summary>
public static class FeatureFile
{
    private const string Expected = "expected one mapping with keys such as 'features' or 'instruments'";
    private static readonly string[] Keys = ["name", "interval", "standard", "instruments", "indicators", "observations", "features"];
    private static readonly string[] FeatureKeys = ["name", "formula", "unit", "maximumAge"];
    private static readonly string[] ObservationKeys = ["file", "column", "time", "known", "delay", "by"];
    private static readonly string[] InstrumentKeys = ["instrument", "interval"];

    /// <param name="path">The file.</param>
    /// <param name="interval">The bars that the features are about, for the standard ones.</param>
    /// <exception cref="BadInputException">The file cannot be read or used; the message names file, line and the nearest name.</exception>
    public static FeatureSpecification Load(string path, Interval interval) =>
        DocumentNode.Load(path, Expected, root => Read(root, path, interval));

    /// <summary>The bars that a file says its features are about; null where it leaves that open.</summary>
    /// <inheritdoc cref="Load"/>
    public static Interval? IntervalOf(string path) => DocumentNode.Load(path, Expected, root => root.Find("interval")?.Parse(text => (Interval?)Interval.Parse(text)));

    private static FeatureSpecification Read(DocumentNode root, string path, Interval interval)
    {
        root.RequireKnownKeys("a list of features", Keys);
        if (root.Find("interval") is { } said && said.Parse(text => Interval.Parse(text)) is var own && own != interval) throw said.Error($"these features are about bars of {own}, not of {interval}");
        var sources = (root.Find("indicators")?.TextOrItems() ?? []).Select(file => Beside(path, file)).Select(file => (file, Text: ReadSource(file))).ToList();
        var catalog = sources.Count == 0 ? null : new IndicatorCatalog([typeof(IndicatorCatalog).Assembly, .. sources.Select(source => StrategyCompiler.Compile(source.file, source.Text))]);
        IReadOnlyList<FeatureInstrument> instruments = [.. root.Find("instruments")?.Entries().Select(entry => InstrumentOf(entry.Name, entry.Value)) ?? []];
        var features = new List<FeatureDefinition>();
        if (root.Find("standard")?.Choice([true, false], value => value ? "true" : "false") == true) features.AddRange(StandardFeatures.For(interval).Features);
        features.AddRange(root.Find("features")?.Items().Select(FeatureOf) ?? []);
        if (features.Count == 0) throw root.Error("there is not one feature; list them under 'features', such as - rsi(14)");
        IReadOnlyList<ObservationFile> observations = [.. root.Find("observations")?.Entries().Select(entry => ObservationsOf(path, entry.Name, entry.Value)) ?? []];
        var list = new FeatureList(features, instruments, catalog);
        RefuseUnknown(root, list, observations);
        return new FeatureSpecification
        {
            Name = root.Find("name")?.Text() ?? Path.GetFileNameWithoutExtension(path),
            List = list,
            Observations = [.. observations.Where(file => list.Observations.Contains(file.Name))],
            Sources = [.. sources.Select(source => source.Text)],
        };
    }

    private static void RefuseUnknown(DocumentNode root, FeatureList list, IReadOnlyList<ObservationFile> files)
    {
        if (files.Count == 0) return;
        foreach (var name in list.Observations)
            if (files.All(file => file.Name != name)) throw root.Error($"a formula reads the observation '{name}', which is not under 'observations'{NearestNames.Hint(name, files.Select(file => file.Name))}");
    }

    private static FeatureInstrument InstrumentOf(string alias, DocumentNode node)
    {
        if (node.IsPlain) return new FeatureInstrument(alias, node.Parse(InstrumentId.Parse));
        node.RequireKnownKeys("an instrument", InstrumentKeys);
        var name = node.Find("instrument");
        return new FeatureInstrument(alias, name is null || name.Text() == "own" ? null : name.Parse(InstrumentId.Parse), node.Find("interval")?.Parse(text => Interval.Parse(text)));
    }

    private static ObservationFile ObservationsOf(string path, string name, DocumentNode node)
    {
        if (node.IsPlain) return new ObservationFile(name, Beside(path, node.Text()));
        node.RequireKnownKeys("observations", ObservationKeys);
        var file = node.Find("file") ?? throw node.Error($"'{name}' needs a file");
        return new ObservationFile(name, Beside(path, file.Text()))
        {
            ValueColumn = node.Find("column")?.Text(),
            TimeColumn = node.Find("time")?.Text(),
            KnownColumn = node.Find("known")?.Text(),
            Delay = node.Find("delay")?.Parse(LengthOf),
            ByDate = node.Find("by")?.Choice(["known", "date"], word => word) == "date",
        };
    }

    private static FeatureDefinition FeatureOf(DocumentNode node)
    {
        if (node.IsPlain) return new FeatureDefinition(NameOf(node.Text()), node.Text()) { Place = node.Place };
        if (node.IsSingle)
        {
            var (name, formula) = node.Only("a feature such as 'momentum: logret(24)'");
            if (!FeatureKeys.Contains(name.Text())) return new FeatureDefinition(name.Text(), formula.Text()) { Place = node.Place };
        }
        node.RequireKnownKeys("a feature", FeatureKeys);
        var text = (node.Find("formula") ?? throw node.Error("a feature needs a formula")).Text();
        return new FeatureDefinition(node.Find("name")?.Text() ?? NameOf(text), text)
        {
            Unit = node.Find("unit")?.Text() ?? "",
            MaximumAge = node.Find("maximumAge")?.Parse(LengthOf),
            Place = node.Place,
        };
    }

    /// <summary>A column's name made of its formula: <c>rsi(14)</c> becomes <c>rsi_14</c>.</summary>
    internal static string NameOf(string formula)
    {
        var name = new StringBuilder();
        foreach (var letter in formula.ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(letter)) name.Append(letter);
            else if (name.Length > 0 && name[^1] != '_') name.Append('_');
        }
        return (name.Length > 0 && char.IsAsciiDigit(name[0]) ? "x" : "") + name.ToString().Trim('_');
    }

    private static Duration LengthOf(string text)
    {
        if (text == "0") return default;
        var interval = Interval.Parse(text);
        return interval.IsFixed ? new Duration(interval.ApproximateNanoseconds) : throw new FormatException($"'{text}' has no fixed length; write days, such as 30d");
    }

    private static string ReadSource(string file) => File.Exists(file) ? File.ReadAllText(file) : throw new BadInputException($"{file}: there is no such file");

    private static string Beside(string path, string file) => Path.IsPathRooted(file) ? file : Path.Combine(Path.GetDirectoryName(path) ?? "", file);
}
