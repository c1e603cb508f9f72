using Tidemark.Engine.Events;
using Tidemark.Engine.Recording;
using Tidemark.Engine.Strategies;
using Tidemark.Learning.Reinforcement;
using Tidemark.Simulation.Backtesting;
using Tidemark.Simulation.Sessions;
using Tidemark.Statistics.Randomness;
using Tidemark.Strategies;
using Tidemark.Strategies.Steering;

namespace Tidemark.Research.Reinforcement;

/// <summary>
/// The market of an agent that learns, which is the engine itself: an episode is a backtest of strategy model-signal or model-steering that is
/// walked bar by bar, with the fees, fills, funds and risk of any other. At each close the agent is shown its observation and says what to hold,
/// or how other strategies are set; what follows fills from the next bar on.
/// </summary>
public sealed class TradingEnvironment : IEnvironment
{
    private readonly EpisodeOptions options;
    private readonly IEngineRecorder recorder;
    private readonly RewardMeter meter;
    private readonly AgentSocket socket;
    private readonly AgentActions actions;
    private readonly SignalSource[] sources;
    private readonly List<double[]> answers = [];
    private readonly int warmUp;
    private SimulatedSession? session;
    private int first;
    private int position;
    private int end;

    /// <param name="options">What is traded.</param>
    /// <param name="recorder">Hears what is decided and booked; null for nobody.</param>
    /// <exception cref="BadInputException">There are fewer bars than features and episode need.</exception>
    public TradingEnvironment(EpisodeOptions options, IEngineRecorder? recorder = null)
    {
        this.options = options;
        this.recorder = recorder ?? SilentRecorder.Instance;
        meter = new RewardMeter(options.Reward);
        socket = new AgentSocket(options.Schema);
        actions = options.Actions;
        sources = [.. actions.Names.Select(name => options.Steering is null ? new SignalSource(EpisodeOptions.Agent) : ModelSteering.SourceOf(EpisodeOptions.Agent, name))];
        warmUp = options.WarmUpBars ?? options.Features.WarmUp + options.Window - 1;
        var needed = warmUp + Math.Max(options.Length, 2);
        Observations = BoxSpace.Unbounded(socket.Schema.InputLength);
        if (options.Bars.Count < needed) throw new BadInputException($"{options.Bars.Count} bars are fewer than an episode and its features need ({needed})");
    }

    /// <summary>Rows of features with the state of the account behind each, oldest first.</summary>
    public BoxSpace Observations { get; }

    /// <summary>A target weight, or values of settings.</summary>
    public ActionSpace Actions => actions.Space;

    /// <summary>Equity at the last close.</summary>
    public double Equity => session!.Engine.Portfolio.Equity;

    /// <summary>What has been answered so far: a target weight a bar, or values of settings.</summary>
    public IReadOnlyList<double[]> Answers => answers;

    /// <summary>Begins an episode; the seed says where in the bars, if it is shorter than they are.</summary>
    /// <inheritdoc/>
    public void Reset(ulong seed, Span<float> observation)
    {
        var length = options.Length > 0 ? options.Length : options.Bars.Count - warmUp;
        var latest = options.Bars.Count - warmUp - length;
        Begin(latest > 0 ? new SeededRandom(seed, "episode").NextInt(latest + 1) : 0, length);
        while (!socket.IsAsked && position < end) TakeBar();
        if (!socket.IsAsked) throw new InvalidOperationException("features were never warm in the episode");
        meter.Begin(Equity);
        socket.Take(observation);
    }

    /// <summary>Takes an action at the last close and goes on to the next. Lost is who has nothing left; otherwise the bars end, and what would have followed counts.</summary>
    /// <inheritdoc/>
    public StepResult Step(ReadOnlySpan<float> action, Span<float> observation)
    {
        if (session is null || position >= end) throw new InvalidOperationException("the episode has ended: reset begins the next");
        var answer = new double[sources.Length];
        actions.Answer(action, answer);
        answers.Add(answer);
        for (var index = 0; index < answer.Length; index++) Tell(sources[index], answer[index], actions.StrengthOf(index, answer[index]));
        // Bars on which features are missing pass without a question; what is held stays.
        do TakeBar();
        while (!socket.IsAsked && position < end);
        var reward = meter.Next(Equity);
        socket.Take(observation);
        var isRuined = !(Equity > 0);
        if (isRuined) end = position;
        return new StepResult(reward, isRuined, !isRuined && position >= end);
    }

    /// <inheritdoc/>
    public void Dispose() { }

    /// <summary>The episode as a backtest, which makes the same fills and the same equity and can be journaled.</summary>
    public BacktestPlan ToPlan() => new()
    {
        Setup = session!.Engine.Setup,
        Venue = options.Venue,
        Bars = [options.Bars.Slice(first, position - first)],
        Strategies = [Create()],
        Models = new ActionScript(socket.Schema, [.. answers]),
    };

    private Strategy Create() => StrategyCatalog.Create(options.Strategy, [KeyValuePair.Create("model", EpisodeOptions.Agent), .. options.Parameters]);

    private void Begin(int start, int length)
    {
        (first, position, end) = (start, start, start + warmUp + length);
        answers.Clear();
        var tradingStart = new Instant(options.Bars.OpenTimes.Span[start + warmUp]);
        session = new SimulatedSession(options.Setup with { TradingStart = tradingStart }, options.Venue, [Create()], recorder, models: socket);
        session.Start();
    }

    private void TakeBar()
    {
        var bar = options.Bars[position++];
        session!.Process(new BarArrival(default, bar, options.Bars.Interval.CloseOf(bar.OpenTime), closesInstant: true));
    }

    /// <summary>The answer of the agent, at the close at which it was asked.</summary>
    private void Tell(SignalSource source, double value, double strength)
    {
        var side = value > 0 ? PositionSide.Long : value < 0 ? PositionSide.Short : PositionSide.Flat;
        var now = session!.Engine.Clock.Now;
        session.Process(EngineEvent.ForSignal(new Signal(source, default, side, strength, 1, Duration.FromHours(1), now, new ReasonId("action")), now));
    }
}
