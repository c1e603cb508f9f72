using Tidemark.Cli.Commands.Access;
using Tidemark.Cli.Commands.Backtest;
using Tidemark.Cli.Commands.Bench;
using Tidemark.Cli.Commands.Book;
using Tidemark.Cli.Commands.Config;
using Tidemark.Cli.Commands.Data;
using Tidemark.Cli.Commands.Doctor;
using Tidemark.Cli.Commands.Exchange;
using Tidemark.Cli.Commands.Features;
using Tidemark.Cli.Commands.Forecasting;
using Tidemark.Cli.Commands.Indicators;
using Tidemark.Cli.Commands.Journal;
using Tidemark.Cli.Commands.Keys;
using Tidemark.Cli.Commands.Logs;
using Tidemark.Cli.Commands.Metrics;
using Tidemark.Cli.Commands.Networks;
using Tidemark.Cli.Commands.Reference;
using Tidemark.Cli.Commands.Registry;
using Tidemark.Cli.Commands.Runs;
using Tidemark.Cli.Commands.Strategies;
using Tidemark.Cli.Commands.Trading;
using Tidemark.Cli.Commands.Training;
using Tidemark.Cli.Commands.Universe;

namespace Tidemark.Cli.CommandLine;

/// <summary>
/// Every command of the program, in the order in which help shows them. A new command is one line here:
/// <c>new("backtest", BacktestCommand.Create)</c>, or inside a group <c>CommandEntry.Group("data", "...", new("list", ...))</c>.
/// </summary>
internal static class CommandList
{
    public static readonly CommandEntry[] Entries =
    [
        new("start", StartCommand.Create),
        CommandEntry.Group("data", "Market data: what is imported, stored, checked, built, written and made",
            new("import", ImportCommand.Create),
            new("download", DataDownloadCommand.Create),
            new("record", DataRecordCommand.Create),
            new("list", DataListCommand.Create),
            new("check", DataCheckCommand.Create),
            new("resample", DataResampleCommand.Create),
            new("fill-gaps", DataFillGapsCommand.Create),
            new("combine", DataCombineCommand.Create),
            new("export", DataExportCommand.Create),
            new("generate", DataGenerateCommand.Create),
            CommandEntry.Group("instrument", "Listing dates and trading rules of instruments",
                new("import", InstrumentImportCommand.Create),
                new("set", DataInstrumentCommand.CreateSet),
                new("list", DataInstrumentCommand.CreateList))),
        CommandEntry.Group("reference", "Prices and market capitalisations over all venues, to look at",
            new("price", ReferencePriceCommand.Create),
            new("markets", ReferenceMarketsCommand.Create),
            new("history", ReferenceHistoryCommand.Create)),
        CommandEntry.Group("book", "Order books, recorded ones and those of several venues as they are",
            new("replay", BookReplayCommand.Create),
            new("watch", BookWatchCommand.Create)),
        new("backtest", BacktestCommand.Create),
        CommandEntry.Group("runs", "Backtests that were kept",
            new("list", RunsListCommand.Create),
            new("show", RunsShowCommand.Create),
            new("compare", RunsCompareCommand.Create)),
        CommandEntry.Group("universe", "Which instruments may be traded at which time",
            new CommandEntry("show", UniverseShowCommand.Create)),
        CommandEntry.Group("strategy", "Strategies: the built-in ones, your own, and whether they can be trusted",
            new("list", StrategyListCommand.Create),
            new("show", StrategyShowCommand.Create),
            new("new", StrategyNewCommand.Create),
            new("check", StrategyCheckCommand.Create)),
        CommandEntry.Group("indicators", "Technical indicators: what there is, what they take and give, and their values on your bars",
            new("list", IndicatorsListCommand.Create),
            new("show", IndicatorsShowCommand.Create),
            new("compute", IndicatorsComputeCommand.Create)),
        CommandEntry.Group("features", "Features and labels for models: what there is, tables of them, and whether they know the future",
            new("list", FeaturesListCommand.Create),
            new("build", FeaturesBuildCommand.Create),
            new("check", FeaturesCheckCommand.Create)),
        new("train", TrainCommand.Create),
        new("predict", PredictCommand.Create),
        CommandEntry.Group("models", "Trained models by name and version: what is in use, what it was made of, how it did",
            new("list", ModelsListCommand.Create),
            new("show", ModelsShowCommand.Create),
            new("reads", ModelsReadsCommand.Create),
            new("drift", ModelsDriftCommand.Create),
            new("promote", ModelsPromoteCommand.Create),
            new("rollback", ModelsRollbackCommand.Create),
            new("import", ModelsImportCommand.Create),
            new("export", ModelsExportCommand.Create),
            new("remove", ModelsRemoveCommand.Create)),
        new("forecast", ForecastCommand.Create),
        new("metrics", MetricsCommand.Create),
        CommandEntry.Group("nn", "Neural networks: whether they compute what other software computes",
            new CommandEntry("check", NetworkCheckCommand.Create)),
        CommandEntry.Group("journal", "The record of everything that a session took in, decided and booked",
            new("verify", JournalVerifyCommand.Create),
            new("show", JournalShowCommand.Create),
            new("replay", JournalReplayCommand.Create)),
        CommandEntry.Group("config", "The configuration file",
            new("init", ConfigInitCommand.Create),
            new("show", ConfigShowCommand.Create),
            new("validate", ConfigValidateCommand.Create),
            new("schema", ConfigSchemaCommand.Create)),
        new("doctor", DoctorCommand.Create),
        new("token", TokenCommand.Create),
        CommandEntry.Group("keys", "API keys of your accounts at venues",
            new("add", KeysAddCommand.Create),
            new("list", KeysListCommand.Create),
            new("remove", KeysRemoveCommand.Create),
            new("check", KeysCheckCommand.Create)),
        new("logs", LogsCommand.Create),
        new("exchange", ExchangeCommand.Create),
        new("bench", BenchCommand.Create),
    ];
}
