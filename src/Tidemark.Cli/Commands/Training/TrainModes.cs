using System.Collections.Immutable;
using System.CommandLine;
using Tidemark.Cli.CommandLine;

namespace Tidemark.Cli.Commands.Training;

/// <summary>
/// Every option of <c>train</c> with the trainings that read it. The command has these options and no other; one of another training is refused,
/// so that none is taken and does nothing.
/// </summary>
internal static class TrainModes
{
    private const TrainMode Every = TrainMode.Table | TrainMode.Market | TrainMode.Agent, Models = TrainMode.Table | TrainMode.Market, Markets = TrainMode.Market | TrainMode.Agent;

    private const string TableIsTheData = "a table is all the data there is";

    /// <summary>The option, who reads it, and what others use instead.</summary>
    private static readonly ImmutableArray<(Option Option, TrainMode Modes, string Instead)> Rows =
    [
        (TrainOptions.Model, Every, ""),
        (MarketTrainOptions.Instrument, Markets, TableIsTheData),
        (MarketTrainOptions.BarInterval, Markets, TableIsTheData),
        (MarketTrainOptions.Bars, TrainMode.Market, "a table is all the data there is, and an agent learns in a market of the catalog: --instrument and --interval"),
        (MarketTrainOptions.From, Markets, "cut the table before"),
        (MarketTrainOptions.To, Markets, "cut the table before"),
        (MarketTrainOptions.Features, Markets, "every column of a table is a feature; --drop leaves some out"),
        (MarketTrainOptions.Splits, Models, "an agent learns from everything before the part kept for the end"),
        (MarketTrainOptions.TestShare, Markets, "name a table to measure on with --test"),
        (MarketTrainOptions.Ensemble, TrainMode.Market, "several models are put together on a market: --instrument and --interval, or --bars"),
        (SearchOptions.Search, Models, "settings of an agent are given with --param"),
        (SearchOptions.Trials, Models, ""),
        (SearchOptions.Batch, Models, ""),
        (SearchOptions.Prune, Models, ""),
        (SearchOptions.Study, Models, ""),
        (MarketTrainOptions.Weights, TrainMode.Market, "of a table name the column of weights with --weight"),
        (MarketTrainOptions.Cost, TrainMode.Market, "a table has no prices, and an agent pays the costs of a backtest"),
        (MarketTrainOptions.Report, TrainMode.Market, "figures come with --json"),
        (TableTrainOptions.Table, TrainMode.Table, "an agent learns in a market of the catalog: --instrument and --interval"),
        (TableTrainOptions.Test, TrainMode.Table, "a market keeps its last samples for the end: --test-share"),
        (TableTrainOptions.Label, Models, "an agent learns what earns"),
        (TableTrainOptions.Drop, TrainMode.Table, "features of a market are listed in a file: --features"),
        (TableTrainOptions.Weight, TrainMode.Table, "samples of a market are weighed by --weights"),
        (TableTrainOptions.Task, TrainMode.Table, "of a market the rule of --label says what is predicted"),
        (TableTrainOptions.Predictions, TrainMode.Table, "ask the model afterwards: predict --model NAME --out FILE"),
        (TableTrainOptions.Save, Every, ""),
        (TableTrainOptions.Name, Every, ""),
        (TrainOptions.Param, Every, ""),
        (TrainOptions.Actions, TrainMode.Agent, "a model predicts; how that is traded is said in the backtest"),
        (TrainOptions.Validation, TrainMode.Table, "what is watched on a market comes from --splits"),
        (TrainOptions.Gap, TrainMode.Table, "samples of a market are left out by how far their labels reach"),
        (TrainOptions.Prepare, Models, "an agent scales what it sees by what it has seen"),
        (TrainOptions.Scale, Models, "an agent scales what it sees by what it has seen"),
        (TrainOptions.Select, Models, "an agent reads all features of --features"),
        (TrainOptions.Calibrate, Models, "an agent gives no probabilities"),
        (TrainOptions.Seed, Every, ""),
        (TrainOptions.Threads, Every, ""),
    ];

    /// <summary>The options of the command, in the order of its help.</summary>
    public static IEnumerable<Symbol> Options => Rows.Select(row => row.Option);

    /// <summary>Which training is meant.</summary>
    /// <exception cref="BadInputException">An option of another one was given.</exception>
    public static TrainMode Of(CommandContext context)
    {
        var mode = AgentTrain.IsMeant(context) ? TrainMode.Agent : MarketTrainOptions.AreGiven(context) ? TrainMode.Market : TrainMode.Table;
        foreach (var (option, modes, instead) in Rows)
            if (!modes.HasFlag(mode) && context.IsGiven(option)) throw new BadInputException($"{option.Name} is not for {NameOf(mode)}{(instead.Length > 0 ? $": {instead}" : "")}");
        if (mode != TrainMode.Agent) CheckSearch(context, mode);
        if (mode == TrainMode.Table && context.Get(TrainOptions.Model)!.Contains(',', StringComparison.Ordinal)) throw new BadInputException("--model: a table trains one model; several are compared on a market, which is named with --instrument and --interval, or --bars");
        return mode;
    }

    /// <summary>What only a search reads is refused without one.</summary>
    private static void CheckSearch(CommandContext context, TrainMode mode)
    {
        if (context.IsGiven(SearchOptions.Search)) return;
        foreach (var option in (Option[])[SearchOptions.Trials, SearchOptions.Batch])
            if (context.IsGiven(option)) throw new BadInputException($"{option.Name}: it is for a search; name one with --search");
        if (mode == TrainMode.Table && context.IsGiven(MarketTrainOptions.Splits)) throw new BadInputException("--splits: folds of a table are those of a search; name one with --search, or measure on another table with --test");
    }

    private static string NameOf(TrainMode mode) => mode switch
    {
        TrainMode.Table => "a training on a table",
        TrainMode.Market => "a training on a market",
        _ => "agents",
    };
}
