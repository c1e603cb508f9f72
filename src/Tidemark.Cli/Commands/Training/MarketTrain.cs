using System.Globalization;
using System.Text.Json.Nodes;
using Tidemark.Cli.CommandLine;
using Tidemark.Cli.Commands.Registry;
using Tidemark.Cli.Composition;
using Tidemark.Cli.Output;
using Tidemark.Learning.Formats;
using Tidemark.Research.Features;
using Tidemark.Research.Registry;
using Tidemark.Research.Reports;
using Tidemark.Research.Training.Markets;
using Tidemark.Storage.Catalog;

namespace Tidemark.Cli.Commands.Training;

/// <summary>Trains models on the data of a market, chooses by validation, reads the test part once, and registers the chosen one.</summary>
internal static class MarketTrain
{
    public static int Run(CommandContext context)
    {
        var models = MarketTrainOptions.Models(context);
        var request = Request(context, models);
        if (context.Get(MarketTrainOptions.Report) is { } page) OutputFile.Check("--report", page);
        if (context.Get(TableTrainOptions.Save) is { } save) OutputFile.Check("--save", save);
        if (context.Get(TableTrainOptions.Name) is { } name) ModelReference.CheckName(name);
        var part = new TestPart(context, Tried(request));
        var result = Train(context, request with { BeforeTest = part.Looking });
        if (context.Get(TableTrainOptions.Save) is { } file) Safetensors.Write(file, result.Chosen.Model.Save());
        var registered = context.Get(TableTrainOptions.Name) is { } called ? Register(context, called, result, part) : null;
        if (context.Get(MarketTrainOptions.Report) is { } report) OutputFile.Write("--report", report, stream => TrainingReport.Write(stream, result, registered?.Reference));
        MarketTrainText.Write(context, result);
        part.WriteText();
        if (registered is not null) context.Output.WriteLine($"\nregistered as {registered.Reference}: ./tidemark models show {registered.Reference}");
        if (context.Get(MarketTrainOptions.Report) is { } written && written != "-") context.Output.WriteLine($"report: {written}");
        context.WriteJson(writer => MarketTrainJson.Write(writer, result, registered, part));
        return TidemarkCommandLine.Success;
    }

    private static MarketTrainingRequest Request(CommandContext context, System.Collections.Immutable.ImmutableArray<ModelSetting> models)
    {
        var (label, splitter, share) = (MarketTrainOptions.Label(context, models), MarketTrainOptions.Splitter(context), MarketTrainOptions.Share(context));
        return new MarketTrainingRequest
        {
            Models = models,
            Splitter = splitter,
            TestShare = share,
            Search = SearchOptions.Of(context),
            Ensembles = MarketTrainOptions.Ensembles(context, models.Length),
            CostRate = context.Get(MarketTrainOptions.Cost) is >= 0 and < 1 and var cost ? cost : throw new BadInputException("--cost: a fraction from 0 to below 1"),
            Preparation = TrainOptions.Preparation(context),
            Fit = TrainOptions.Fit(context, null),
            Build = ProgramBuild.Text,
            Data = DatasetBuilder.Build(Specification(context, out var data), data, label, context.Get(MarketTrainOptions.From), MarketTrainOptions.WeightsOf(context)),
        };
    }

    private static FeatureSpecification Specification(CommandContext context, out FeatureData data)
    {
        var (instrument, interval, bars, to) = (context.Get(MarketTrainOptions.Instrument), context.Get(MarketTrainOptions.BarInterval), context.Get(MarketTrainOptions.Bars), context.Get(MarketTrainOptions.To));
        var catalog = MarketCatalog.Open(context.Home.Path);
        if (bars is null && instrument is null) (instrument, interval) = OnlySeries(catalog, interval);
        var length = interval ?? (bars is null ? throw new BadInputException("--instrument needs --interval: the length of the bars, such as 1h")
            : Storage.Import.BarFileReader.Read(bars, new Storage.Import.ReadOptions(), null, context.Cancellation).Bars.Interval);
        var specification = FeatureSpecification.Of(context.Get(MarketTrainOptions.Features), length);
        var loader = new FeatureLoader(catalog);
        data = bars is null ? loader.Load(specification, instrument!, length, to) : loader.LoadFile(specification, bars, interval, instrument, to, context.Cancellation);
        return specification;
    }

    /// <summary>Without any option there is no doubt what is meant where the catalog holds one series.</summary>
    private static (InstrumentId Instrument, Interval? Interval) OnlySeries(MarketCatalog catalog, Interval? interval)
    {
        var series = catalog.List().Where(one => one.IsBars && (interval is null || one.Interval == interval)).ToArray();
        return series.Length == 1 ? (series[0].Instrument, series[0].Interval)
            : throw new BadInputException(series.Length == 0 ? "name what to train on: --table FILE, --bars FILE, or --instrument with --interval of imported bars (the catalog holds none)" : $"name what to train on with --instrument and --interval: the catalog holds {series.Length} series of bars, such as {series[0].Instrument} {series[0].Interval}");
    }

    private static MarketTrainingResult Train(CommandContext context, MarketTrainingRequest request)
    {
        ProgressBar? bar = null;
        var (current, done) = ("", 0L);
        const int units = 1000;
        try
        {
            return MarketTraining.Run(request with
            {
                Progress = (model, fold, folds, at) =>
                {
                    if (model != current) bar?.Dispose();
                    if (model != current) bar = CommandContext.StartProgress($"training {model}", (folds + 1L) * units);
                    current = model;
                    done = ((fold == 0 ? folds : fold - 1) * (long)units) + (at.Steps > 0 ? units * (long)at.Step / at.Steps : 0);
                    bar!.Report(done);
                },
            });
        }
        finally
        {
            bar?.Dispose();
        }
    }

    /// <summary>What the test part is read for, for people who come to it later.</summary>
    private static string Tried(MarketTrainingRequest request) => string.Create(CultureInfo.InvariantCulture,
        $"{string.Join(", ", request.Models.Select(model => model.Model.Name))}{(request.Search is { } search ? $" (a search of {string.Join(", ", request.Models.Select(search.SettingsOf).Distinct())} settings each)" : "")}{(request.Ensembles.IsEmpty ? "" : $", ensembles {string.Join(", ", request.Ensembles).ToLowerInvariant()}")} for {request.Data.Label.Text} from {request.Data.Columns.Length} features");

    private static RegisteredModel Register(CommandContext context, string name, MarketTrainingResult result, TestPart part)
    {
        var registry = ModelSource.Registry(context);
        var (chosen, data) = (result.Chosen, result.Request.Data);
        var market = chosen.Model.Card.Market;
        var registered = registry.Register(chosen.Model, new Registration
        {
            Name = name,
            Instrument = data.Data.Instrument?.ToString() ?? "",
            Interval = data.Data.Bars.Interval.ToString(),
            TrainedFrom = Instant.Parse((string)market["trainedFrom"]!),
            TrainedTo = Instant.Parse((string)market["trainedTo"]!),
            Document = new JsonObject
            {
                ["splits"] = result.Request.Splitter.Text,
                ["trials"] = result.Trials,
                ["validation"] = ModelJson.Scores(chosen.Validation),
                ["trainSeconds"] = Math.Round(chosen.TrainSeconds, 3),
                ["source"] = data.Data.Source,
            },
        });
        part.Tie(registered);
        return registry.AddToDocument(registered, new JsonObject
        {
            ["test"] = ModelJson.Scores(chosen.Test),
            ["testBaseline"] = new JsonObject { ["name"] = result.Baseline.Name, [result.Leading] = result.Baseline.Test?[result.Leading] },
            ["testFrom"] = result.TestFrom.ToString(),
            ["testTo"] = result.TestTo.ToString(),
            ["verdict"] = result.Verdict,
            ["deflatedSharpeProbability"] = double.IsFinite(result.Deflated.Probability) ? (JsonNode?)result.Deflated.Probability : null,
        });
    }
}
