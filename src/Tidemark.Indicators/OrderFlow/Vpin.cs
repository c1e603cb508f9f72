using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.State;

namespace Tidemark.Indicators.OrderFlow;

/// <summary>
/// The volume-synchronized probability of informed trading: trading is cut into buckets of equal volume, and the mean of |bought - sold| over
/// the last n buckets is divided by a bucket's volume, 0 to 1. It changes when a bucket fills, and is defined from the n-th on.
/// </summary>
/// <remarks>
/// Volume is told apart in bulk, as in the paper: of each bar of time (aligned in UTC) the share Φ(change / deviation) counts as bought,
/// the change from the last price of the bar before, the sample deviation that of all changes until then (half where there is none); a bar
/// is told apart when the first print after it comes. Or by aggressor, print by print, the tick test standing in where the venue does not
/// say. A bar or print may fill several buckets. Source: D. Easley, M. López de Prado and M. O'Hara, "Flow toxicity and liquidity in a
/// high-frequency world", Review of Financial Studies 2012; they take a fiftieth of the usual day's volume as bucket.
/// </remarks>
public sealed class Vpin : TradeIndicator, IIndicatorDefinition
{
    private readonly double bucketVolume;
    private readonly int buckets;
    private readonly long barNanoseconds;
    private AggressorRule rule;
    private ExactWindowSum imbalances;
    private double filled;
    private double bought;
    private long bar = long.MinValue;
    private double barVolume;
    private double price = double.NaN;
    private double barClose = double.NaN;
    private int changes;
    private double meanChange;
    private double squares;

    /// <param name="bucketVolume">Volume of a bucket in base currency.</param>
    /// <param name="buckets">Buckets in the mean.</param>
    /// <param name="barLength">The bars of time whose volume is told apart in bulk; zero to go by aggressor.</param>
    /// <exception cref="ArgumentOutOfRangeException">Volume or number is not positive, or the length is negative.</exception>
    public Vpin(double bucketVolume, int buckets, Duration barLength)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bucketVolume);
        ArgumentOutOfRangeException.ThrowIfNegative(barLength.Nanoseconds);
        this.bucketVolume = bucketVolume;
        this.buckets = buckets;
        barNanoseconds = barLength.Nanoseconds;
        imbalances = new ExactWindowSum(buckets);
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        new()
        {
            Name = "vpin",
            Title = "Volume-synchronized probability of informed trading",
            Group = IndicatorGroup.OrderFlow,
            Summary = "How one-sided trading is, over buckets of equal volume, 0 to 1.",
            Source = "D. Easley, M. López de Prado, M. O'Hara, Flow toxicity and liquidity in a high-frequency world, RFS 2012",
            Input = IndicatorInput.Trades,
            Parameters =
            [
                ParameterSpec.Number("bucketVolume", 100, 1e-9, 1e15, "volume of a bucket in base currency; in the paper a fiftieth of a usual day's"),
                ParameterSpec.Period(50, minimum: 1, name: "buckets", description: "buckets in the mean"),
                ParameterSpec.Choice("method", ["bulk", "aggressor"], 0, "how bought is told from sold: by the price change of bars of time, or print by print"),
                ParameterSpec.Number("barSeconds", 60, 0.001, 86_400, "seconds of a bar whose volume is told apart in bulk"),
            ],
            Outputs = [new OutputSpec("vpin", OutputScale.Number)],
            Make = (values, _) => new Vpin(values["bucketVolume"], values.Whole("buckets"),
                values.Whole("method") == 1 ? Duration.Zero : new Duration((long)(values["barSeconds"] * Instant.NanosecondsPerSecond))),
        },
    ];

    public override void Update(in Trade trade)
    {
        if (barNanoseconds == 0)
        {
            Fill(trade.Quantity, rule.SignOf(trade) > 0 ? 1 : 0);
            return;
        }
        var index = trade.Time.Nanoseconds / barNanoseconds;
        if (index != bar && barVolume > 0) CloseBar();
        bar = index;
        barVolume += trade.Quantity;
        price = trade.Price;
    }

    protected override void KeepState(IndicatorState state)
    {
        rule.Keep(state);
        imbalances.Keep(state);
        state.Keep(ref filled);
        state.Keep(ref bought);
        state.Keep(ref bar);
        state.Keep(ref barVolume);
        state.Keep(ref price);
        state.Keep(ref barClose);
        state.Keep(ref changes);
        state.Keep(ref meanChange);
        state.Keep(ref squares);
    }

    private void CloseBar()
    {
        var share = 0.5;
        var change = price - barClose;
        if (!double.IsNaN(change))
        {
            var distance = change - meanChange;
            meanChange += distance / ++changes;
            squares += distance * (change - meanChange);
            if (changes > 1 && squares > 0) share = NormalDistribution.Cumulative(change / Math.Sqrt(squares / (changes - 1)));
        }
        barClose = price;
        Fill(barVolume, share);
        barVolume = 0;
    }

    /// <summary>Puts volume into buckets, a share of it bought.</summary>
    private void Fill(double volume, double share)
    {
        while (volume > 0)
        {
            // More equal buckets than the mean looks at change nothing: what a single huge print costs stays bounded.
            if (filled == 0 && volume / bucketVolume > buckets + 1) volume = buckets * bucketVolume + volume % bucketVolume;
            var room = bucketVolume - filled;
            var part = Math.Min(room, volume);
            bought += part * share;
            filled += part;
            volume -= part;
            if (part < room) return;
            imbalances.Add(Math.Abs(2 * bought - bucketVolume));
            if (imbalances.IsFull) Value = Math.Clamp(imbalances.Sum / (buckets * bucketVolume), 0, 1);
            (filled, bought) = (0, 0);
        }
    }
}
