using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Tidemark.Cli.CommandLine;
using Tidemark.Learning.Estimators;
using Tidemark.Learning.Validation;
using Tidemark.Research.Features;
using Tidemark.Research.Labels;
using Tidemark.Research.Training;
using Tidemark.Research.Training.Markets;

namespace Tidemark.Cli.Commands.Training;

/// <summary>The options of a training on the data of a market.</summary>
internal static class MarketTrainOptions
{
    private const string UsualSplits = "purged-kfold:folds=5,embargo=0.01";
    private const string UsualValues = "next-return:horizon=1", UsualClasses = "direction:horizon=1";

    public static readonly Option<InstrumentId?> Instrument = ParsedOption.Instrument(description: "Train on bars of the catalog: BTC/USDT@binance");
    public static readonly Option<Interval?> BarInterval = ParsedOption.Interval();
    public static readonly Option<string?> Bars = new("--bars") { Description = "Train on a file of bars, in any layout that data import knows, without importing it", HelpName = "FILE" };
    public static readonly Option<Instant?> From = ParsedOption.Time("--from", "First open time of a sample; bars before it warm features up");
    public static readonly Option<Instant?> To = ParsedOption.Time("--to", "Nothing from then on is read");
    public static readonly Option<string?> Features = new("--features") { Description = "A YAML file that lists features (default: those that come with the program)", HelpName = "FILE" };
    public static readonly Option<string> Splits = new("--splits") { Description = "How samples before the test part are split to choose: purged-kfold, walk-forward, combinatorial, holdout, with values behind a colon", HelpName = "HOW", DefaultValueFactory = _ => UsualSplits };
    public static readonly Option<double> TestShare = new("--test-share") { Description = "Share of the samples, the last ones, that is read once at the end", HelpName = "FRACTION", DefaultValueFactory = _ => 0.2 };
    public static readonly Option<string?> Ensemble = new("--ensemble") { Description = "Also judge the models together, with commas between: mean, median, skill, stacking, hedge", HelpName = "HOW" };
    public static readonly Option<string?> Weights = new("--weights") { Description = "Weights of samples: equal (default), uniqueness or returns", HelpName = "HOW" };
    public static readonly Option<double> Cost = new("--cost") { Description = "Cost of changing the position by one, a fraction, for the figures of a signal", HelpName = "FRACTION", DefaultValueFactory = _ => 0.001 };
    public static readonly Option<string?> Report = new("--report") { Description = "Write a report as one HTML page that needs nothing else", HelpName = "FILE" };

    /// <summary>Whether a market is meant and not a table.</summary>
    public static bool AreGiven(CommandContext context) => context.Get(TableTrainOptions.Table) is null;

    /// <summary>The models with their settings: those named <c>KIND.NAME</c> are of one kind, others of every kind that has them.</summary>
    public static ImmutableArray<ModelSetting> Models(CommandContext context)
    {
        var kinds = context.Get(TrainOptions.Model)!.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(ModelChoice.Find).ToArray();
        if (kinds.GroupBy(kind => kind.Name).FirstOrDefault(group => group.Count() > 1) is { } twice) throw new BadInputException($"--model: {twice.Key} is named twice");
        var given = TrainOptions.Parameters(context);
        foreach (var (name, _) in given)
            if (!kinds.Any(kind => Setting(kind, name) is not null))
                ModelChoice.Create(kinds[0], [KeyValuePair.Create(name, "")]);
        var translated = kinds.Select(kind => ModelChoice.Translate(kind, given.Select(pair => (Name: Setting(kind, pair.Key), pair.Value)).Where(pair => pair.Name is not null).Select(pair => KeyValuePair.Create(pair.Name!, pair.Value)))).ToArray();
        foreach (var note in translated.SelectMany(one => one.Notes)) context.Error.WriteLine($"note: {note}");
        ImmutableArray<ModelSetting> settings = [.. kinds.Zip(translated, (kind, own) => new ModelSetting(kind, own.Own))];
        foreach (var setting in settings) setting.Create();
        return settings;
    }

    /// <summary>What is predicted: values where all models can, so that networks have their squared error, else directions.</summary>
    public static LabelRule Label(CommandContext context, ImmutableArray<ModelSetting> models) =>
        LabelRules.Parse(context.Get(TableTrainOptions.Label) ?? (models.All(model => model.Model.Tasks.Contains(LearningTask.Regression)) ? UsualValues : UsualClasses));

    public static ISplitter Splitter(CommandContext context) => Splitter(context, MarketSplits.Parse);

    /// <summary>The splits that were asked for.</summary>
    /// <param name="context">The command.</param>
    /// <param name="parse">Reads them: rows of a table need not follow each other in time.</param>
    public static ISplitter Splitter(CommandContext context, Func<string, ISplitter> parse)
    {
        try
        {
            return parse(context.Get(Splits)!);
        }
        catch (ArgumentException problem)
        {
            throw new BadInputException($"--splits: {problem.Message}", problem);
        }
    }

    public static WeightKind WeightsOf(CommandContext context) => context.Get(Weights) switch
    {
        null or "equal" => WeightKind.Equal,
        "uniqueness" => WeightKind.Uniqueness,
        "returns" => WeightKind.Returns,
        var other => throw new BadInputException($"--weights: '{other}' is not equal, uniqueness or returns"),
    };

    public static ImmutableArray<EnsembleKind> Ensembles(CommandContext context, int models)
    {
        ImmutableArray<EnsembleKind> kinds = [.. (context.Get(Ensemble) ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(EnsembleKinds.Parse).Distinct()];
        return kinds.IsEmpty || models > 1 ? kinds : throw new BadInputException("--ensemble: name several models, such as --model gbm,forest,logistic");
    }

    public static double Share(CommandContext context) => context.Get(TestShare) is > 0 and < 1 and var share
        ? share
        : throw new BadInputException(string.Create(CultureInfo.InvariantCulture, $"--test-share: {context.Get(TestShare)} is not a fraction above 0 and below 1"));

    /// <summary>The setting of a kind that a name means; null where it has none or the name is of another kind.</summary>
    private static string? Setting(ModelDescriptor kind, string name)
    {
        var point = name.IndexOf('.', StringComparison.Ordinal);
        if (point >= 0 && ModelCatalog.Find(name[..point]) != kind) return null;
        return HyperParameters.Find(kind.Parameters, name[(point + 1)..])?.Name ?? ForeignSettings.Find(kind, name[(point + 1)..])?.Name;
    }
}
