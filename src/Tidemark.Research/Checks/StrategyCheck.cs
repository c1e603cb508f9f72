using Tidemark.Engine.Ports;
using Tidemark.Engine.Recording;
using Tidemark.Engine.Sessions;
using Tidemark.Engine.Strategies;
using Tidemark.Indicators;
using Tidemark.Indicators.Columns;
using Tidemark.Simulation.Backtesting;
using Tidemark.Simulation.Books.Queues;
using Tidemark.Simulation.Fees;
using Tidemark.Simulation.Fills;
using Tidemark.Simulation.Sessions;
using Tidemark.Simulation.Slippage;
using Tidemark.Simulation.Venues;

namespace Tidemark.Research.Checks;

/// <summary>
/// Looks for what makes backtests lie: a strategy is run on several markets, then again with the end cut off after many bars, with
/// another future, with every order refused and with a later start; decisions and indicators of the common past must agree
/// to the last bit. Indicators of its own are computed in batch as well.
/// </summary>
/// <param name="create">Makes a fresh strategy with its parameters set.</param>
/// <param name="models">Where it finds models; null where there are none.</param>
public sealed class StrategyCheck(Func<Strategy> create, IPredictorSource? models = null)
{
    private const int EvenCuts = 8;
    private const int DecisionCuts = 12;
    private const int FutureCuts = 3;
    private const decimal Cash = 100_000m;
    private const decimal Unreachable = 1e15m;

    /// <summary>After so many times its warm-up an indicator should have forgotten where the data began.</summary>
    private const int ForgettingFactor = 10;

    /// <summary>A difference this large, in standard deviations of the indicator, is worth a warning.</summary>
    private const double LargestMemory = 0.01;

    private readonly List<CheckFinding> findings = [];
    private int runs;

    /// <summary>Runs all checks.</summary>
    /// <param name="markets">The bars to run on.</param>
    /// <param name="own">Whether an indicator class came with the strategy, so that its batch form is checked too.</param>
    /// <param name="fromSource">What the source alone gives reason to distrust.</param>
    /// <param name="progress">Hears the number of markets done.</param>
    /// <param name="cancellation">Stops between runs.</param>
    /// <exception cref="BadInputException">The strategy cannot run on these markets at all.</exception>
    public CheckReport Run(IReadOnlyList<CheckMarket> markets, Func<Type, bool> own, IReadOnlyList<CheckFinding> fromSource, Action<long>? progress = null, CancellationToken cancellation = default)
    {
        findings.AddRange(fromSource);
        var comparison = new TapeComparison(findings);
        var counts = new List<(string, int, int)>();
        foreach (var market in markets)
        {
            cancellation.ThrowIfCancellationRequested();
            var whole = RunOn(market, mayTrade: true);
            counts.Add((market.Name, market.Count, whole.Decisions.Count));
            comparison.Compare(CheckFindingKind.NotDeterministic, market.Name, whole, RunOn(market, mayTrade: true), Instant.MaxValue, "the same bars were given twice");
            CheckPast(comparison, market, whole, mayTrade: true, cancellation);
            var barred = RunOn(market, mayTrade: false);
            comparison.CompareValues(CheckFindingKind.DependsOnPortfolio, market.Name, whole, barred, Instant.MaxValue, "every order was refused");
            CheckPast(comparison, market, barred, mayTrade: false, cancellation);
            CheckWarmUp(comparison, market, whole);
            CheckDefined(comparison, market, whole);
            CheckBatch(comparison, market, own);
            progress?.Invoke(counts.Count);
        }
        return new CheckReport(create().Name, runs, counts.Sum(count => (long)count.Item3), comparison.DecisionsCompared, comparison.ValuesCompared, counts, findings);
    }

    /// <summary>Cuts and other futures after evenly spread bars, after bars of decisions and after the bar before them, and after the last bars.</summary>
    private void CheckPast(TapeComparison comparison, CheckMarket market, DecisionTape whole, bool mayTrade, CancellationToken cancellation)
    {
        var closes = whole.Closes;
        var cuts = new SortedSet<int>();
        for (var i = 1; i <= EvenCuts; i++) cuts.Add(closes.Count * i / (EvenCuts + 1));
        cuts.UnionWith([closes.Count - 1, closes.Count - 2]);
        var decided = whole.Decisions.Select(decision => decision.Instant).Distinct().ToList();
        for (var i = 0; i < Math.Min(DecisionCuts, decided.Count); i++)
        {
            var instant = decided[i * decided.Count / Math.Min(DecisionCuts, decided.Count)];
            cuts.UnionWith([instant, instant + 1]);
        }
        foreach (var cut in cuts.Where(cut => cut > 0 && cut < closes.Count))
        {
            cancellation.ThrowIfCancellationRequested();
            var last = closes[cut - 1];
            var part = Until(market, last);
            comparison.Compare(CheckFindingKind.SeesTheEnd, market.Name, whole, RunOn(part, mayTrade), closes[cut], $"the bars after {last} were left away");
        }
        for (var i = 1; i <= FutureCuts; i++)
        {
            var cut = market.Count * i / (FutureCuts + 1);
            if (cut < 1 || market.Bars.Any(bars => bars.Count <= cut)) continue;
            var end = market.Bars.Min(bars => bars.Interval.CloseOf(new Instant(bars.OpenTimes.Span[cut])));
            foreach (var isUp in (bool[])[true, false])
                comparison.Compare(CheckFindingKind.SeesTheFuture, market.Name, whole, RunOn(market.WithOtherFuture(cut, isUp), mayTrade), end, $"prices from {end} on were made to go {(isUp ? "up" : "down")}");
        }
    }

    private static CheckMarket Until(CheckMarket market, Instant close) => new(market.Name,
        [.. market.Bars.Select(bars => bars.Slice(0, CountUntil(bars, close)))]);

    private static int CountUntil(BarColumns bars, Instant close)
    {
        var count = bars.LowerBound(close);
        while (count > 0 && bars.Interval.CloseOf(new Instant(bars.OpenTimes.Span[count - 1])) > close) count--;
        return Math.Max(count, 1);
    }

    /// <summary>Starts later in the data: what is warm must be defined, and should have forgotten its start.</summary>
    private void CheckWarmUp(TapeComparison comparison, CheckMarket market, DecisionTape whole)
    {
        var skipped = market.Count / 4;
        if (skipped < 1 || market.Bars.Any(bars => bars.Count <= skipped)) return;
        var later = RunOn(market.Skip(skipped), true, out var warmUp);
        if (later.Closes.Count == 0) return;
        var offset = whole.Closes.Count - later.Closes.Count;
        var last = later.Closes.Count - 1;
        if (last < (long)ForgettingFactor * Math.Max(warmUp, 1) || whole.Closes[^1] != later.Closes[^1]) return;
        for (var value = 0; value < Math.Min(whole.Values[^1].Length, later.Values[^1].Length); value++)
        {
            var (left, right) = (whole.Values[last + offset][value], later.Values[last][value]);
            var spread = Spread(whole, value);
            if (!double.IsFinite(left) || !double.IsFinite(right) || !(Math.Abs(left - right) > LargestMemory * spread)) continue;
            comparison.Add(new CheckFinding(CheckFindingKind.RemembersTheStart, whole.NameOf(value), market.Name, later.Closes[^1], TapeComparison.Text(left), TapeComparison.Text(right),
                $"{last + 1} bars after a later start, {ForgettingFactor} times the warm-up, it still differs"));
        }
    }

    /// <summary>An indicator without any value on a whole market decides nothing, and mostly by mistake.</summary>
    private static void CheckDefined(TapeComparison comparison, CheckMarket market, DecisionTape whole)
    {
        foreach (var (name, warmUp) in whole.NeverDefined())
            if (whole.Closes.Count >= (long)ForgettingFactor * Math.Max(warmUp, 1))
                comparison.Add(new CheckFinding(CheckFindingKind.NeverDefined, name, market.Name, whole.Closes[^1], $"a value after {warmUp} bars", "none", $"of {whole.Closes.Count} bars none gave it a value"));
    }

    private static double Spread(DecisionTape tape, int value)
    {
        var defined = tape.Values.Where(row => row.Length > value && double.IsFinite(row[value])).Select(row => row[value]).ToList();
        if (defined.Count < 2) return double.PositiveInfinity;
        var mean = defined.Average();
        return Math.Sqrt(defined.Sum(one => (one - mean) * (one - mean)) / defined.Count);
    }

    /// <summary>The batch form of the strategy's own indicators: the same as streaming, and blind to the end.</summary>
    private void CheckBatch(TapeComparison comparison, CheckMarket market, Func<Type, bool> own)
    {
        var fresh = FreshIndicators(market).Where(one => own(one.GetType())).ToList();
        for (var number = 0; number < fresh.Count; number++)
        {
            var name = fresh[number].GetType().Name;
            var bars = market.Bars[0];
            var batch = Computed(fresh[number], bars);
            var streaming = FreshIndicators(market).Where(one => own(one.GetType())).ElementAt(number);
            CheckStreaming(comparison, market, name, bars, batch, streaming);
            foreach (var cut in Enumerable.Range(1, EvenCuts).Select(i => bars.Count * i / (EvenCuts + 1)).Append(bars.Count - 1).Where(cut => cut > 0))
            {
                var part = Computed(FreshIndicators(market).Where(one => own(one.GetType())).ElementAt(number), bars.Slice(0, cut));
                CheckPrefix(comparison, market, name, bars, batch, part, cut);
            }
        }
    }

    private static void CheckStreaming(TapeComparison comparison, CheckMarket market, string name, BarColumns bars, double[] batch, Indicator streaming)
    {
        for (var i = 0; i < bars.Count; i++)
        {
            streaming.Update(bars[i]);
            for (var output = 0; output < streaming.OutputCount; output++)
            {
                var (wanted, got) = (streaming.Output(output), batch[output * bars.Count + i]);
                if (i < streaming.WarmUp - 1 && !double.IsNaN(wanted)) comparison.Add(Found(CheckFindingKind.WarmUpIsWrong, wanted, double.NaN, $"it says that it is warm after {streaming.WarmUp} bars, and has a value after {i + 1}"));
                if (!TapeComparison.AreSame(wanted, got)) comparison.Add(Found(CheckFindingKind.BatchDiffers, wanted, got, "the batch form gives another value than feeding the bars one by one"));

                CheckFinding Found(CheckFindingKind kind, double expected, double actual, string why) =>
                    new(kind, name, market.Name, bars.Interval.CloseOf(bars[i].OpenTime), TapeComparison.Text(expected), TapeComparison.Text(actual), why);
            }
        }
    }

    private static void CheckPrefix(TapeComparison comparison, CheckMarket market, string name, BarColumns bars, double[] whole, double[] part, int count)
    {
        for (var output = 0; output < whole.Length / bars.Count; output++)
            for (var i = 0; i < count; i++)
                if (!TapeComparison.AreSame(whole[output * bars.Count + i], part[output * count + i]))
                {
                    comparison.Add(new CheckFinding(CheckFindingKind.SeesTheEnd, $"{name} in batch", market.Name, bars.Interval.CloseOf(bars[i].OpenTime),
                        TapeComparison.Text(whole[output * bars.Count + i]), TapeComparison.Text(part[output * count + i]), $"the bars after the first {count} were left away"));
                    return;
                }
    }

    private static double[] Computed(Indicator indicator, BarColumns bars)
    {
        var values = new double[indicator.OutputCount * bars.Count];
        indicator.Compute(BarSpans.Of(bars), new OutputColumns(values, indicator.OutputCount, bars.Count));
        return values;
    }

    private IEnumerable<Indicator> FreshIndicators(CheckMarket market)
    {
        var strategy = create();
        var session = new SimulatedSession(SetupOf(market, strategy, mayTrade: true), VenueOf(strategy), [strategy], SilentRecorder.Instance, models: models);
        session.Start();
        return session.Engine.TrackedIndicators.Select(tracked => tracked.Indicator);
    }

    private DecisionTape RunOn(CheckMarket market, bool mayTrade) => RunOn(market, mayTrade, out _);

    private DecisionTape RunOn(CheckMarket market, bool mayTrade, out int warmUp)
    {
        runs++;
        var tape = new DecisionTape();
        var strategy = create();
        Backtest.Run(new BacktestPlan
        {
            Setup = SetupOf(market, strategy, mayTrade),
            Venue = VenueOf(strategy),
            Bars = market.Bars,
            Books = strategy.NeedsBook ? [.. market.Bars.Select(CheckBooks.Of)] : [],
            Strategies = [strategy],
            Models = models,
            Recorder = tape,
            EngineMade = engine => tape.Engine = engine,
        });
        warmUp = tape.Engine!.WarmUpBars;
        return tape;
    }

    private static VenueOptions VenueOf(Strategy strategy) => strategy.NeedsBook
        ? new VenueOptions(new BookFillModel(new RiskAverseQueue()), new NoSlippage(), FeePresets.Flat(10m))
        : new VenueOptions(new WorstCaseFillModel(), SlippageModels.Default, FeePresets.Flat(10m));

    private static SessionSetup SetupOf(CheckMarket market, Strategy strategy, bool mayTrade)
    {
        Instrument[] instruments = [.. Enumerable.Range(0, market.Bars.Count).Select(index => InstrumentOf(strategy, index, mayTrade))];
        var isMargin = strategy.NeedsShorting || strategy.NeedsHedging || instruments.Any(instrument => instrument.Id.IsContract);
        return new SessionSetup
        {
            Instruments = [.. instruments],
            BaseIntervals = [.. market.Bars.Select(bars => bars.Interval)],
            Accounts =
            [
                .. instruments.Select(instrument => instrument.Id.Venue).Distinct().Select(venue =>
                    new AccountSetup(new AccountId(venue), venue, isMargin ? AccountKind.Margin : AccountKind.Spot, [new Money(Cash, "USDT")], FeePresets.Flat(10m).Rates,
                        isMargin ? FundsPolicy.InitialMargin : FundsPolicy.OwnedAssets) { PositionMode = strategy.NeedsHedging ? PositionMode.Hedge : PositionMode.OneWay }),
            ],
            BookScales = strategy.NeedsBook ? [.. instruments.Select(_ => CheckBooks.Scale)] : [],
            Currency = "USDT",
        }.Validate();
    }

    /// <summary>Where it may not trade, the smallest order allowed is larger than any account.</summary>
    private static Instrument InstrumentOf(Strategy strategy, int index, bool mayTrade)
    {
        var instrument = index < strategy.ExampleInstruments.Count ? InstrumentId.Parse(strategy.ExampleInstruments[index]) : InstrumentId.Spot($"TEST{index + 1}", "USDT", "check");
        return mayTrade ? new Instrument(instrument) : new Instrument(instrument, [TradingRules.None with { MinimumNotional = Unreachable }]);
    }
}
