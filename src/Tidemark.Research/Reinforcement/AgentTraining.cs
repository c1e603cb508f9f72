using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Tidemark.Learning.Data;
using Tidemark.Learning.Estimators;
using Tidemark.Learning.Reinforcement.Policies;
using Tidemark.Research.Backtests;
using Tidemark.Research.Predictors;
using Tidemark.Research.Registry;
using Tidemark.Research.Training;
using Tidemark.Strategies.Predictive;

namespace Tidemark.Research.Reinforcement;

/// <summary>
/// Trains an agent in the engine itself: fees, slippage, funds and rules are those that <c>backtest</c> takes for the instrument. Scaling is
/// learnt from the training bars; the last bars are traded once by the finished agent.
/// </summary>
public static class AgentTraining
{
    /// <summary>Trains and lets the agent trade what it has not seen.</summary>
    /// <exception cref="BadInputException">The features read more than bars of the one instrument, or there are too few bars.</exception>
    public static AgentTrainingResult Run(AgentTrainingRequest request)
    {
        var (list, bars, settings) = (request.Features.List, request.Data.Bars, request.Settings);
        if (list.Instruments.Length > 0 || list.Observations.Length > 0 || list.NeedsTrades(0) || list.NeedsQuotes(0))
            throw new BadInputException("an agent learns from the bars of one instrument: take features of others, trades, quotes and observations off its list");
        list.RefuseLookAheads();
        var begin = request.From is { } from ? Math.Max(0, bars.LowerBound(from) - list.WarmUp) : 0;
        bars = bars.Slice(begin, bars.Count - begin);
        var split = list.WarmUp + (int)((bars.Count - list.WarmUp) * (1 - request.TestShare));
        var (train, test) = (bars.Slice(0, Math.Max(0, split)), bars.Slice(Math.Max(0, split - list.WarmUp), Math.Min(bars.Count, bars.Count - split + list.WarmUp)));
        if (train.Count < list.WarmUp + 100 || test.Count < list.WarmUp + 20)
            throw new BadInputException(string.Create(CultureInfo.InvariantCulture, $"{bars.Count:N0} bars are too few to train and test an agent on: its features take {list.WarmUp}, and 100 to learn from and 20 to test on are the least"));
        var options = Options(request, train);
        var preparation = Preparation(request, train, options);
        var started = Stopwatch.GetTimestamp();
        var episode = Math.Min(settings.Episode, train.Count - list.WarmUp);
        var policy = settings.Train(() => new PreparedEnvironment(new TradingEnvironment(options with { Length = episode }), preparation), request.Context);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var model = new TrainedModel(policy, preparation, Card(request, options, train));
        var unseen = test.Slice(list.WarmUp, test.Count - list.WarmUp);
        request.BeforeTest?.Invoke(TestStretch.OfBars(request.Instrument.Id, unseen, new Instant(unseen.OpenTimes.Span[0]), unseen.Interval.CloseOf(new Instant(unseen.OpenTimes.Span[^1])), unseen.Count));
        return new AgentTrainingResult(model, Play(policy, options, preparation, list.WarmUp), Play(policy, options with { Bars = test }, preparation, list.WarmUp), seconds);
    }

    /// <summary>What a backtest of the instrument would take, for the strategy that trades agents.</summary>
    private static EpisodeOptions Options(AgentTrainingRequest request, BarColumns train)
    {
        ImmutableArray<KeyValuePair<string, string>> parameters = [KeyValuePair.Create("direction", request.Settings.IsLongOnly ? "long-only" : "long-short")];
        var schema = SchemaOf(request, train);
        var backtest = new BacktestRequest
        {
            Strategy = "model-signal",
            Parameters = [KeyValuePair.Create("model", EpisodeOptions.Agent), .. parameters],
            Instruments = [request.Instrument.Id],
            Interval = train.Interval,
        };
        var plan = BacktestBuilder.Build(backtest, [new SeriesInput(request.Instrument, train, request.Data.Source, false, request.Data.IsSynthetic, 0)], new ActionScript(schema, [])).Plan;
        return new EpisodeOptions
        {
            Setup = plan.Setup,
            Venue = plan.Venue,
            Bars = train,
            Features = request.Features.List,
            Weights = request.Settings.Weights,
            Reward = request.Settings.Reward,
            Parameters = parameters,
        };
    }

    private static Engine.Ports.PredictionSchema SchemaOf(AgentTrainingRequest request, BarColumns train) => new()
    {
        Model = EpisodeOptions.Agent,
        Version = "0",
        Kind = Engine.Ports.PredictionKind.TargetWeight,
        FeatureSet = request.Features.List.ToString(),
        Features = request.Features.List.Names,
        State = AccountFeatures.All,
        Outputs = ["weight"],
        Interval = train.Interval,
    };

    /// <summary>Features by z-score of the training bars; what the account says stays as it is.</summary>
    private static InputPreparation Preparation(AgentTrainingRequest request, BarColumns train, EpisodeOptions options)
    {
        var matrix = request.Features.List.Compute(new() { Bars = train });
        var width = matrix.Columns + options.State.Length;
        var table = new float[matrix.Rows * width];
        for (var row = 0; row < matrix.Rows; row++) matrix.Row(row).CopyTo(table.AsSpan(row * width));
        int[] warm = [.. Enumerable.Range(0, matrix.Rows).Where(row => matrix.IsWarm[row])];
        return InputPreparation.Fit(new FeatureTable(table, width), [.. options.Features.Names, .. options.State], warm, InputScaling.ZScore, fillsMissing: false);
    }

    private static ModelCard Card(AgentTrainingRequest request, EpisodeOptions options, BarColumns train) => new()
    {
        Kind = TrainedPolicy.Kind,
        Columns = [.. options.Features.Names, .. options.State],
        Label = request.Settings.Kind,
        Target = new TargetEncoding(LearningTask.MultiClass, [.. options.Weights.Select(weight => weight.ToString(CultureInfo.InvariantCulture))]),
        Parameters = request.Settings.All,
        Seed = request.Context.Seed,
        Threads = request.Context.Threads,
        DataHash = request.Data.Hash,
        Samples = train.Count - options.Features.WarmUp,
        Build = request.Build,
        Market = new MarketCard
        {
            Instrument = request.Instrument.Id.ToString(),
            Interval = train.Interval,
            Features = options.Features.ToString(),
            Label = $"agent:{request.Settings.Kind}",
            TrainedFrom = new Instant(train.OpenTimes.Span[0]),
            TrainedTo = train.Interval.CloseOf(new Instant(train.OpenTimes.Span[^1])),
            State = options.State,
            Actions = options.Weights,
        }.ToJson(),
    };

    /// <summary>The whole stretch once, each time the action that the agent thinks best.</summary>
    private static AgentEpisode Play(TrainedPolicy policy, EpisodeOptions options, InputPreparation preparation, int warmUp)
    {
        using var environment = new TradingEnvironment(options);
        using var prepared = new PreparedEnvironment(environment, preparation);
        prepared.Reset(1, new float[prepared.Observations.Size]);
        var (bars, cash) = (options.Bars, environment.Equity);
        policy.Play(prepared, [1]);
        return new AgentEpisode(new Instant(bars.OpenTimes.Span[warmUp]), bars.Interval.CloseOf(new Instant(bars.OpenTimes.Span[^1])), bars.Count - warmUp, environment.Equity / cash - 1,
            bars.Close.Span[^1] / bars.Open.Span[warmUp] - 1, environment.Weights.Zip(environment.Weights.Skip(1)).Count(pair => pair.First != pair.Second));
    }
}
