using System.CommandLine;
using System.Globalization;
using Tidemark.Cli.CommandLine;
using Tidemark.Cli.Output;
using Tidemark.Learning.Validation;
using Tidemark.Research.Features;
using Tidemark.Research.Labels;

namespace Tidemark.Cli.Commands.Features;

/// <summary><c>features build</c>: one table of features, labels, times and folds.</summary>
internal static class FeaturesBuildCommand
{
    private static readonly string[] WeightNames = ["equal", "uniqueness", "returns"];
    private static readonly Option<InstrumentId[]> Instruments = new("--instrument")
    {
        Description = "Instrument, written BASE/QUOTE@venue: BTC/USDT@binance; may be repeated",
        HelpName = "INSTRUMENT",
        CustomParser = result => [.. result.Tokens.Select(token => ParsedOption.InstrumentOf("--instrument", token.Value))],
    };

    private static readonly Option<string?> Bars = FeatureOptions.Bars();
    private static readonly Option<Interval?> BarInterval = ParsedOption.Interval(description: "Length of the bars; a stored series is resampled when it is not stored so");
    private static readonly Option<string?> File = FeatureOptions.Features();
    private static readonly Option<string?> Label = FeatureOptions.Label();
    private static readonly Option<Instant?> From = ParsedOption.Time("--from", "First bar that is a sample; bars before it still warm features up");
    private static readonly Option<Instant?> To = ParsedOption.Time("--to", "Nothing that closes later is used, by labels neither");
    private static readonly Option<string?> Weights = new("--weights") { Description = "Weights of samples: equal, uniqueness or returns (default: equal)", HelpName = "KIND" };
    private static readonly Option<string?> Folds = new("--folds")
    {
        Description = "How samples are cut into folds: purged-kfold:folds=5,embargo=0.01 (default), combinatorial:groups=6,test=2, walk-forward:folds=5, holdout:validation=0.15,test=0.2, or none",
        HelpName = "FOLDS",
    };

    private static readonly Option<bool> Unlabelled = new("--unlabelled") { Description = "Keep rows without a label in the table, such as the last bars, whose future is not there: their label is empty and they are in no fold" };
    private static readonly Option<string?> Csv = new("--csv") { Description = "Write the table as CSV; - is standard output, .gz compresses", HelpName = "FILE" };
    private static readonly Option<string?> Npy = new("--npy") { Description = "Write the table as a structured NumPy array", HelpName = "FILE" };

    public static Command Create() =>
        new Command("build", "One table of features with labels, the time at which each row is known, weights and folds")
            .With(Instruments, Bars, BarInterval, File, Label, From, To, Weights, Folds, Unlabelled, Csv, Npy, CommonOptions.Json)
            .Example("features build --instrument BTC/USD@bitfinex --interval 1h --label direction:horizon=4 --csv btc.csv")
            .Example("features build --bars btc-1h.csv --features my-features.yaml --label triple-barrier:horizon=24,profit=2,loss=1 --weights uniqueness --npy btc.npy")
            .Example("features build --instrument BTC/USD@bitfinex --interval 1h --unlabelled --folds none --csv now.csv")
            .Handle(Run);

    private static int Run(CommandContext context)
    {
        var (csv, npy) = (context.Get(Csv), context.Get(Npy));
        foreach (var (option, path) in new[] { (Csv.Name, csv), (Npy.Name, npy) })
            if (path is not null) OutputFile.Check(option, path);
        if (csv == "-" && (npy == "-" || (context.WantsJson && ReferenceEquals(context.Output, TextWriter.Null)))) throw new BadInputException("--csv -: standard output has room for one result");
        if (npy == "-") throw new BadInputException("--npy writes a file; - is not one");
        if (context.Get(Unlabelled) && csv is null && npy is null) throw new BadInputException("--unlabelled keeps rows in the table: name its file with --csv or --npy");
        var samples = Build(context);
        if (csv is not null) OutputFile.Write(Csv.Name, csv, output => DatasetCsv.Write(output, samples));
        if (npy is not null) OutputFile.Write(Npy.Name, npy, output => DatasetNpy.Write(output, samples));
        if (csv != "-") DatasetText.Write(context, samples);
        foreach (var path in new[] { csv, npy })
            if (path is not null and not "-") context.Output.WriteLine($"written to {path}");
        context.WriteJson(json => DatasetJson.Write(json, samples));
        return TidemarkCommandLine.Success;
    }

    private static DatasetSamples Build(CommandContext context)
    {
        var (bars, names) = (context.Get(Bars), context.Get(Instruments) ?? []);
        if (bars is null && names.Length == 0) throw new BadInputException("which bars? give --instrument and --interval, or --bars FILE");
        if (context.Get(From) >= context.Get(To)) throw new BadInputException("--to must be after --from");
        var specification = FeatureOptions.SpecificationOf(context.Get(File), FeatureOptions.IntervalOf(context, bars, context.Get(BarInterval)));
        var (label, weights, folds) = (FeatureOptions.LabelOf(context.Get(Label)), WeightsOf(context.Get(Weights)), FoldsOf(context.Get(Folds)));
        var data = FeatureOptions.Load(context, specification, names, bars, context.Get(BarInterval), context.Get(To));
        var datasets = new List<Dataset>();
        using (var progress = CommandContext.StartProgress("computing", data.Count))
            foreach (var one in data)
            {
                context.Cancellation.ThrowIfCancellationRequested();
                datasets.Add(DatasetBuilder.Build(specification, one, label, context.Get(From), weights));
                progress.Report(datasets.Count);
            }
        return new DatasetSamples(datasets, folds, context.Get(Unlabelled));
    }

    private static WeightKind WeightsOf(string? text)
    {
        if (text is null) return WeightKind.Equal;
        var found = Array.IndexOf(WeightNames, text);
        return found >= 0 ? (WeightKind)found : throw new BadInputException($"--weights '{text}' is none of {string.Join(", ", WeightNames)}{NearestNames.Hint(text, WeightNames)}");
    }

    private static ISplitter? FoldsOf(string? text)
    {
        if (text == "none") return null;
        try
        {
            return text is null ? new PurgedKFoldSplitter(5, 0.01) : MarketSplits.Parse(text);
        }
        catch (ArgumentException failure)
        {
            throw new BadInputException(string.Create(CultureInfo.InvariantCulture, $"--folds: {failure.Message}"), failure);
        }
    }
}
