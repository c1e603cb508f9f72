using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tidemark.Cli.CommandLine;
using Tidemark.Cli.Commands.Registry;
using Tidemark.Cli.Composition;
using Tidemark.Cli.Output;
using Tidemark.Learning.Formats;
using Tidemark.Learning.Reinforcement;
using Tidemark.Research.Features;
using Tidemark.Research.Registry;
using Tidemark.Research.Reinforcement;
using Tidemark.Storage.Catalog;

namespace Tidemark.Cli.Commands.Training;

/// <summary>Trains an agent in the engine, lets it trade what it has not seen, and registers it.</summary>
internal static class AgentTrain
{
    /// <summary>Whether an agent is meant.</summary>
    public static bool IsMeant(CommandContext context) => AgentSettings.Kinds.Contains(context.Get(TrainOptions.Model)!);

    public static int Run(CommandContext context)
    {
        var kind = context.Get(TrainOptions.Model)!;
        var settings = AgentSettings.Parse(kind, TrainOptions.Parameters(context), context.Get(TrainOptions.Actions));
        if (context.Get(TableTrainOptions.Save) is { } save) OutputFile.Check("--save", save);
        if (context.Get(TableTrainOptions.Name) is { } name) ModelReference.CheckName(name);
        var part = new TestPart(context, $"{kind}, an agent");
        var result = Train(context, settings, part);
        if (context.Get(TableTrainOptions.Save) is { } file) Safetensors.Write(file, result.Model.Save());
        var registered = context.Get(TableTrainOptions.Name) is { } called ? Register(context, called, result, part) : null;
        WriteText(context, kind, settings, result);
        part.WriteText();
        if (registered is not null) context.Output.WriteLine($"\nregistered as {registered.Reference}: ./tidemark backtest --strategy {(settings.Steering is null ? "model-signal" : "model-steering")} --model {registered.Reference}{(settings.IsLongOnly ? "" : " --param direction=long-short")}");
        context.WriteJson(json => WriteJson(json, kind, settings, result, registered, part));
        return TidemarkCommandLine.Success;
    }

    private static AgentTrainingResult Train(CommandContext context, AgentSettings settings, TestPart part)
    {
        var instrument = context.Get(MarketTrainOptions.Instrument) ?? throw new BadInputException("--instrument is needed: the market in which the agent learns");
        var interval = context.Get(MarketTrainOptions.BarInterval) ?? throw new BadInputException("--instrument needs --interval: the length of the bars, such as 1h");
        var catalog = MarketCatalog.Open(context.Home.Path);
        var specification = FeatureSpecification.Of(context.Get(MarketTrainOptions.Features), interval);
        ProgressBar? bar = null;
        try
        {
            return AgentTraining.Run(new AgentTrainingRequest
            {
                Settings = settings,
                Features = specification,
                Data = new FeatureLoader(catalog).Load(specification, instrument, interval, context.Get(MarketTrainOptions.To)),
                Instrument = catalog.Instruments.Find(instrument),
                From = context.Get(MarketTrainOptions.From),
                TestShare = MarketTrainOptions.Share(context),
                Build = ProgramBuild.Text,
                BeforeTest = stretch => part.Looking(stretch),
                Context = new ReinforcementContext
                {
                    Seed = context.Get(TrainOptions.Seed),
                    Threads = context.Get(TrainOptions.Threads) ?? Environment.ProcessorCount,
                    Cancellation = context.Cancellation,
                    IsDone = at =>
                    {
                        bar ??= CommandContext.StartProgress("learning, steps:", at.TotalSteps);
                        bar.Report(at.Steps);
                        return false;
                    },
                },
            });
        }
        finally
        {
            bar?.Dispose();
        }
    }

    private static RegisteredModel Register(CommandContext context, string name, AgentTrainingResult result, TestPart part)
    {
        var registry = ModelSource.Registry(context);
        var market = result.Model.Card.Market;
        var registered = registry.Register(result.Model, new Registration
        {
            Name = name,
            Instrument = (string)market["instrument"]!,
            Interval = (string)market["interval"]!,
            TrainedFrom = Instant.Parse((string)market["trainedFrom"]!),
            TrainedTo = Instant.Parse((string)market["trainedTo"]!),
            Document = new JsonObject { ["trainSeconds"] = Math.Round(result.TrainSeconds, 3), ["train"] = Figures(result.Train) },
        });
        part.Tie(registered);
        if (result.Fixed is { } stays)
            registered = registry.AddToDocument(registered, new JsonObject { ["steers"] = (string)market["steers"]!, ["fixedSettings"] = stays.Settings, ["fixedTrainReturn"] = stays.Train.Return, ["fixedTestReturn"] = stays.Test.Return });
        return registry.AddToDocument(registered, new JsonObject { ["test"] = Figures(result.Test), ["testFrom"] = result.Test.From.ToString(), ["testTo"] = result.Test.To.ToString() });
    }

    private static JsonObject Figures(AgentEpisode episode) => new()
    {
        ["return"] = episode.Return,
        ["buyAndHold"] = episode.BuyAndHold,
        ["bars"] = episode.Bars,
        ["changes"] = episode.Changes,
    };

    private static void WriteText(CommandContext context, string kind, AgentSettings settings, AgentTrainingResult result)
    {
        context.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{kind} on {(string)result.Model.Card.Market["instrument"]!} {(string)result.Model.Card.Market["interval"]!}, {settings.All.First(one => one.Key == "steps").Value} steps in {result.TrainSeconds:0.0} s"));
        context.Output.WriteLine();
        var table = new TextTable("bars", "from", "to", ">return after costs", ">buy and hold", ">changes");
        (string, AgentEpisode)[] fixedRows = result.Fixed is { } fix ? [("learnt from, fixed", fix.Train), ("not seen, fixed", fix.Test)] : [];
        foreach (var (name, episode) in new[] { ("learnt from", result.Train), ("not seen", result.Test) }.Concat(fixedRows))
            table.Add(name, episode.From.ToString(), episode.To.ToString(), Percent(episode.Return), Percent(episode.BuyAndHold), episode.Changes.ToString("#,0", CultureInfo.InvariantCulture));
        table.WriteTo(context.Output);
        context.Output.WriteLine();
        if (result.Fixed is { } chosen) context.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Fixed are the same strategies with {chosen.Settings}: the best of {chosen.Tried} settings on the bars learnt from. An agent that does not beat them steers for nothing."));
        context.Output.WriteLine("One episode each, in the engine, with the costs of a backtest. What it earned on bars that it learnt from says nothing.");
    }

    private static void WriteJson(Utf8JsonWriter json, string kind, AgentSettings settings, AgentTrainingResult result, RegisteredModel? registered, TestPart part)
    {
        json.WriteStartObject();
        json.WriteString("model", kind);
        json.WriteStartObject("parameters");
        foreach (var (name, value) in settings.All) json.WriteString(name, value);
        json.WriteEndObject();
        json.WriteNumber("seed", result.Model.Card.Seed);
        json.WriteNumber("trainSeconds", result.TrainSeconds);
        json.WriteString("dataHash", result.Model.Card.DataHash);
        WriteEpisodes(json, result.Train, result.Test);
        if (result.Model.Card.Market["steers"] is { } steers) json.WriteString("steers", (string)steers!);
        if (result.Fixed is { } stays)
        {
            json.WriteStartObject("fixed");
            json.WriteString("settings", stays.Settings);
            json.WriteNumber("tried", stays.Tried);
            WriteEpisodes(json, stays.Train, stays.Test);
            json.WriteEndObject();
        }
        part.WriteJson(json);
        if (registered is not null) json.WriteString("registered", registered.Reference);
        json.WriteEndObject();
    }

    private static void WriteEpisodes(Utf8JsonWriter json, AgentEpisode train, AgentEpisode test)
    {
        foreach (var (name, episode) in new[] { ("train", train), ("test", test) })
        {
            json.WriteStartObject(name);
            json.WriteString("from", episode.From.ToString());
            json.WriteString("to", episode.To.ToString());
            json.WriteNumber("bars", episode.Bars);
            json.WriteNumber("return", episode.Return);
            json.WriteNumber("buyAndHold", episode.BuyAndHold);
            json.WriteNumber("changes", episode.Changes);
            json.WriteEndObject();
        }
    }

    private static string Percent(double fraction) => (100 * fraction).ToString("+0.00;-0.00;0.00", CultureInfo.InvariantCulture) + " %";
}
