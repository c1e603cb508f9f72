using Tidemark.Engine.Bars;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Simulation.Markets;

/// <summary>
/// A generated market, one bar at a time, without end: regimes of days and weeks, volatility that clusters on all time scales, jumps,
/// a day pattern of volume and volatility, highs and lows of a random path between open and close, and prices that are weakly
/// drawn to a slowly rising level, so that they stay ordinary over decades. Constant memory; allocates nothing per bar.
/// </summary>
/// <remarks>
/// Known unrealism: a bar for every interval (real markets skip quiet ones), no daily funding rhythm, no correlation with other
/// markets, no reaction to anybody's orders. It is for trying the machinery, never for judging a strategy.
/// </remarks>
public sealed class SyntheticMarket
{
    private const double JumpsPerMinute = 0.0018;
    private const double SmallestJump = 5;
    private const double MeanExtraJump = 4;
    private const double JumpVolumeFactor = 4;
    private const double OpenAtLastCloseProbability = 0.4;
    private const double OpenGapFactor = 0.12;
    private const double ReversionPerYear = 1.2;
    private const double AnchorGrowthPerYear = 0.10;
    private const double TurnoverPerMinute = 400_000;
    private const double VolumeScale = 1e6;
    private const double LargestStepReturn = 0.4;

    private readonly SyntheticMarketOptions options;
    private readonly SeededRandom random;
    private readonly VolatilityCascade cascade;
    private readonly BarAggregator? aggregator;
    private readonly MarketStep size;
    private readonly double priceScale;
    private double price;
    private double anchor;
    private int regime;
    private long regimeEnd;
    private long step;

    /// <exception cref="BadInputException">The options cannot be used.</exception>
    public SyntheticMarket(SyntheticMarketOptions options) : this(options, null)
    {
    }

    private SyntheticMarket(SyntheticMarketOptions options, SyntheticMarketState? state)
    {
        options.Validate();
        this.options = options;
        size = MarketStep.Of(options);
        aggregator = size.Interval == options.Interval ? null : new BarAggregator(options.Interval);
        priceScale = PriceScaleOf(options.StartPrice);
        if (state is null)
        {
            random = new SeededRandom(options.Seed, "synthetic-market");
            cascade = VolatilityCascade.Begin(random, 1 / size.Minutes);
            price = anchor = options.StartPrice;
            BeginRegime();
            return;
        }
        random = new SeededRandom(state.Random);
        cascade = VolatilityCascade.Restore(random, 1 / size.Minutes, state.HighComponents, state.SwitchSteps);
        (step, price, anchor, regime, regimeEnd) = (state.Step, state.Price, state.Anchor, state.Regime, state.RegimeEnd);
    }

    /// <summary>A market that continues where another one with the same options was saved.</summary>
    /// <exception cref="ArgumentException">The state is not one of such a market.</exception>
    public static SyntheticMarket Restore(SyntheticMarketOptions options, SyntheticMarketState state) => new(options, state);

    /// <summary>The interval of the bars.</summary>
    public Interval Interval => options.Interval;

    /// <summary>The open time of the next bar.</summary>
    public Instant NextOpenTime => new(options.From.Nanoseconds + step * size.Nanoseconds);

    /// <summary>Prices are multiples of it.</summary>
    public double Tick => 1 / priceScale;

    /// <summary>The state between two bars.</summary>
    public SyntheticMarketState Save()
    {
        var (highComponents, switchSteps) = cascade.Save();
        return new SyntheticMarketState(step, price, anchor, regime, regimeEnd, highComponents, switchSteps, random.Save());
    }

    /// <summary>The next bar.</summary>
    public void Next(out Bar bar)
    {
        if (aggregator is null)
        {
            MakeStep(out bar);
            return;
        }
        do
        {
            MakeStep(out var part);
            aggregator.Add(part);
        }
        while (!aggregator.TryClose(NextOpenTime, out bar));
        // A sum of rounded volumes is rounded again, so that it too has few digits when it is written.
        bar = bar with { Volume = Math.Round(bar.Volume * VolumeScale) / VolumeScale };
    }

    /// <summary>The next bars as columns.</summary>
    /// <param name="count">How many.</param>
    /// <param name="progress">Called now and then with the number made so far; may throw to stop.</param>
    public BarColumns Generate(int count, Action<int>? progress = null)
    {
        const int ProgressStep = 1 << 16;
        var times = new long[count];
        var (open, high, low, close, volume) = (new double[count], new double[count], new double[count], new double[count], new double[count]);
        for (var i = 0; i < count; i++)
        {
            Next(out var bar);
            times[i] = bar.OpenTime.Nanoseconds;
            (open[i], high[i], low[i], close[i], volume[i]) = (bar.Open, bar.High, bar.Low, bar.Close, bar.Volume);
            if (i % ProgressStep == 0) progress?.Invoke(i);
        }
        return new BarColumns(Interval, times, open, high, low, close, volume);
    }

    private void MakeStep(out Bar bar)
    {
        if (step >= regimeEnd) BeginRegime();
        if (step >= cascade.NextSwitch) cascade.AdvanceTo(step);
        var time = NextOpenTime;
        var minute = DayPattern.MinuteOf(time);
        var phase = MarketRegime.All[regime];
        var excitement = cascade.Factor * phase.VolatilityFactor;
        var volatility = size.Volatility * excitement * DayPattern.Volatility[minute];

        // Two independent parts of one draw: the low bits decide on the open, the high ones on a jump.
        var draw = random.NextUInt64();
        var open = (draw & 0xFF) < OpenAtLastCloseProbability * 256 ? price : price * (1 + OpenGapFactor * volatility * random.NextNormal());
        var isJump = (draw >> 11) * (1.0 / (1L << 53)) < JumpsPerMinute * size.Minutes;
        var shock = volatility * random.NextNormal();
        if (isJump) shock += Jump(volatility);
        var pull = ReversionPerYear * (anchor - price) / (anchor + price);
        var change = shock + (phase.AnnualDrift + pull) * size.Years + 0.5 * volatility * volatility;
        var move = open * Math.Clamp(change, -LargestStepReturn, LargestStepReturn);

        // The extremes of a Brownian path between two known ends; half the sum of two squared normals is exponential.
        var spread = open * volatility;
        var up = 0.5 * (move + Math.Sqrt(move * move + spread * spread * TwoExponentials()));
        var down = 0.5 * (move - Math.Sqrt(move * move + spread * spread * TwoExponentials()));

        price = open + move;
        anchor += anchor * (AnchorGrowthPerYear * size.Years);
        step++;
        bar = new Bar(time, ToTick(open), ToTick(open + up), ToTick(open + down), ToTick(price), Volume(excitement * DayPattern.Volume[minute], isJump));
    }

    private double TwoExponentials()
    {
        var first = random.NextNormal();
        var second = random.NextNormal();
        return first * first + second * second;
    }

    /// <summary>The return of a jump; the market stays excited for a while after it.</summary>
    private double Jump(double volatility)
    {
        cascade.Excite();
        var jump = volatility * (SmallestJump + MeanExtraJump * random.NextExponential());
        return random.NextBool(0.5) ? jump : -jump;
    }

    private double Volume(double activity, bool isJump)
    {
        var draw = 0.5 * TwoExponentials();
        var noise = 0.25 + 0.5 * draw + 0.125 * draw * draw;
        var volume = TurnoverPerMinute * size.Minutes / price * activity * noise * (isJump ? JumpVolumeFactor : 1);
        return Math.Max(1, Math.Round(volume * VolumeScale)) / VolumeScale;
    }

    private double ToTick(double value) => Math.Max(1, Math.Round(value * priceScale)) / priceScale;

    private void BeginRegime()
    {
        double total = 0;
        for (var i = 0; i < MarketRegime.All.Length; i++) total += i == regime && step > 0 ? 0 : MarketRegime.All[i].Weight;
        var target = random.NextDouble() * total;
        var chosen = -1;
        for (var i = 0; i < MarketRegime.All.Length && target >= 0; i++)
        {
            if (i == regime && step > 0) continue;
            target -= MarketRegime.All[i].Weight;
            chosen = i;
        }
        regime = chosen;
        regimeEnd = step + 1 + (long)(MarketRegime.All[regime].MeanDays * DayPattern.Minutes / size.Minutes * random.NextExponential());
    }

    /// <summary>Ticks per unit of price: 0.01 for ordinary prices, finer powers of ten where that would leave fewer than five digits.</summary>
    private static double PriceScaleOf(double startPrice)
    {
        double scale = 100;
        while (startPrice * scale < 1e5) scale *= 10;
        return scale;
    }
}
