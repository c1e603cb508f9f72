using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Tidemark.Learning.Data;
using Tidemark.Learning.Estimators;
using Tidemark.Learning.Preprocessing;
using Tidemark.Learning.Reinforcement.Policies;
using Tidemark.Research.Backtests;
using Tidemark.Research.Predictors;
using Tidemark.Research.Registry;
using Tidemark.Research.Training;

namespace Tidemark.Research.Reinforcement;

/// <summary>
/// Trains an agent in the engine itself: fees, slippage, funds and rules are those that <c>backtest</c> takes for the instrument. Scaling is
/// learnt from the training bars; the last bars are traded once by the finished agent.
/// </summary>
public static class AgentTraining
{
    private const string Steps = "zscore";

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
        var (options, warmUp) = Options(request, bars);
        var split = warmUp + (int)((bars.Count - warmUp) * (1 - request.TestShare));
        if (split < warmUp + 100 || bars.Count < split + 20)
            throw new BadInputException(string.Create(CultureInfo.InvariantCulture, $"{bars.Count:N0} bars are too few to train and test an agent on: before the first that is traded come {warmUp:N0}, and 100 to learn from and 20 to test on are the least"));
        var (train, test) = (bars.Slice(0, split), bars.Slice(split - warmUp, bars.Count - split + warmUp));
        options = options with { Bars = train };
        var preparation = Preparation(request, train, options);
        var started = Stopwatch.GetTimestamp();
        var episode = Math.Min(settings.Episode, train.Count - options.WarmUpBars!.Value);
        var policy = settings.Train(() => new PreparedEnvironment(new TradingEnvironment(options with { Length = episode }), preparation), request.Context);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var model = new TrainedModel(policy, preparation, Card(request, options, train));
        var traded = test.Slice(warmUp, test.Count - warmUp);
        request.BeforeTest?.Invoke(TestStretch.OfBars(request.Instrument.Id, traded, new Instant(traded.OpenTimes.Span[0]), traded.Interval.CloseOf(new Instant(traded.OpenTimes.Span[^1])), traded.Count));
        var (learnt, unseen) = (options with { WarmUpBars = warmUp }, options with { Bars = test, WarmUpBars = warmUp });
        var stays = options.Steering is null ? null : FixedSettings.Find(learnt, unseen, request.Context.Seed, request.Context.Cancellation);
        return new AgentTrainingResult(model, Play(policy, learnt, preparation), Play(policy, unseen, preparation), stays, seconds);
    }

    /// <summary>
    /// What a backtest of the instrument would take, for the strategy that trades agents, and the bars that it takes to warm up. Episodes to
    /// learn from begin after the longest warm-up alone, which is quicker.
    /// </summary>
    private static (EpisodeOptions Options, int WarmUp) Options(AgentTrainingRequest request, BarColumns bars)
    {
        if (bars.Count == 0) throw new BadInputException("there are no bars to train on");
        var options = new EpisodeOptions
        {
            Setup = null!,
            Venue = null!,
            Bars = bars,
            Features = request.Features.List,
            Weights = request.Settings.Weights,
            Steering = request.Settings.Steering,
            Reward = request.Settings.Reward,
        };
        ImmutableArray<KeyValuePair<string, string>> parameters = [KeyValuePair.Create("direction", request.Settings.IsLongOnly ? "long-only" : "long-short")];
        var backtest = new BacktestRequest
        {
            Strategy = options.Strategy,
            Parameters = [KeyValuePair.Create("model", EpisodeOptions.Agent), .. parameters],
            Instruments = [request.Instrument.Id],
            Interval = bars.Interval,
        };
        var session = SessionDescriber.Describe(backtest, [new SeriesInput(request.Instrument, bars, request.Data.Source, false, request.Data.IsSynthetic, 0)], new ActionScript(options.Schema, []));
        var unit = Math.Max(request.Features.List.WarmUp, (session.WarmUpBars + SessionDescriber.WarmUpFactor - 1) / SessionDescriber.WarmUpFactor);
        return (options with { Setup = session.Setup, Venue = session.Venue, Parameters = parameters, WarmUpBars = unit }, Math.Max(unit, session.WarmUpBars));
    }

    /// <summary>Features by z-score of the training bars; what the account says stays as it is.</summary>
    private static FittedPreprocessor Preparation(AgentTrainingRequest request, BarColumns train, EpisodeOptions options)
    {
        var matrix = request.Features.List.Compute(new() { Bars = train });
        var width = matrix.Columns + options.State.Length;
        var table = new float[matrix.Rows * width];
        for (var row = 0; row < matrix.Rows; row++) matrix.Row(row).CopyTo(table.AsSpan(row * width));
        int[] warm = [.. Enumerable.Range(0, matrix.Rows).Where(row => matrix.IsWarm[row])];
        return Preprocessor.Parse(Steps).Fit(new FeatureTable(table, width), [.. options.Features.Names, .. options.State], warm);
    }

    private static ModelCard Card(AgentTrainingRequest request, EpisodeOptions options, BarColumns train) => new()
    {
        Kind = TrainedPolicy.Kind,
        Columns = [.. options.Features.Names, .. options.State],
        Label = request.Settings.Kind,
        Target = new TargetEncoding(options.Actions.Space.IsDiscrete ? LearningTask.MultiClass : LearningTask.Regression, options.Actions.Classes),
        Preparation = Steps,
        Parameters = request.Settings.All,
        Seed = request.Context.Seed,
        Threads = request.Context.Threads,
        DataHash = request.Data.Hash,
        Samples = train.Count - options.WarmUpBars!.Value,
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
            Actions = options.Steering is null ? options.Weights : [],
            Steers = options.Steering?.ToString() ?? "",
        }.ToJson(),
    };

    /// <summary>Each time the action that the agent thinks best.</summary>
    private static AgentEpisode Play(TrainedPolicy policy, EpisodeOptions options, FittedPreprocessor preparation) => AgentEpisode.Play(options, environment =>
    {
        using var prepared = new PreparedEnvironment(environment, preparation);
        policy.Play(prepared, [1]);
    });
}
