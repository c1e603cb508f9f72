using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.State;

namespace Tidemark.Indicators.Volume;

/// <summary>
/// The volume-weighted mean of the typical price (high + low + close) / 3 since a session of UTC began or since an anchor, with bands at
/// multiples of the volume-weighted standard deviation. Defined from the first bar that belongs to it, NaN before an anchor; until
/// something is traded, the bar's typical price. A bar belongs to the session in which it opens.
/// </summary>
/// <remarks>
/// Mean and squared distances are updated one by one, which loses nothing to cancellation: D. H. D. West, "Updating mean and variance
/// estimates", 1979.
/// </remarks>
public sealed class VolumeWeightedAveragePrice : Indicator, IIndicatorDefinition
{
    private static readonly ImmutableArray<IntervalUnit> Units = [IntervalUnit.Day, IntervalUnit.Week, IntervalUnit.Month];
    private static readonly ParameterSpec Deviations = ParameterSpec.Number("nbDev", 1, 0, 1_000, "standard deviations from the mean to the bands");
    private readonly Interval? session;
    private readonly Instant anchor;
    private readonly double deviations;
    private long sessionStart = long.MaxValue;
    private long sessionEnd = long.MinValue;
    private double weight;
    private double squares;
    private double upper = double.NaN;
    private double lower = double.NaN;

    private VolumeWeightedAveragePrice(Interval? session, Instant anchor, double deviations)
    {
        this.session = session;
        this.anchor = anchor;
        this.deviations = deviations;
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        new()
        {
            Name = "vwap",
            Title = "Volume-weighted average price by session",
            Group = IndicatorGroup.Volume,
            Aliases = ["volume-weighted-average-price", "session-vwap"],
            Summary = "The average price paid since the UTC day, week or month began, with standard-deviation bands.",
            Source = "S. Berkowitz, D. Logue, E. Noser, The total cost of transactions on the NYSE, Journal of Finance 1988; bands: volume-weighted standard deviation",
            Input = IndicatorInput.Bars,
            Parameters = [ParameterSpec.Choice("session", ["day", "week", "month"], 0, "when it begins anew, in UTC; weeks from Monday"), Deviations],
            Outputs = Bands("vwap"),
            Make = (values, _) => OfSession(new Interval(1, Units[values.Whole("session")]), values["nbDev"]),
        },
        new()
        {
            Name = "anchored_vwap",
            Title = "Anchored volume-weighted average price",
            Group = IndicatorGroup.Volume,
            Aliases = ["avwap"],
            Summary = "The average price paid since a chosen moment, with standard-deviation bands.",
            Source = "B. Shannon, Maximum Trading Gains with Anchored VWAP, 2023; P. Levine, MIDAS, 1995",
            Input = IndicatorInput.Bars,
            IsEventDriven = true,
            Parameters =
            [
                new ParameterSpec
                {
                    Name = "anchor",
                    Default = 0,
                    Minimum = 0,
                    Maximum = Instant.MaxValue.UnixMilliseconds,
                    IsWhole = true,
                    Description = "from the first bar that opens at this time or later, in Unix milliseconds; 0 from the first bar",
                },
                Deviations,
            ],
            Outputs = Bands("vwap"),
            Make = (values, _) => OfAnchor(Instant.FromUnixMilliseconds((long)values["anchor"]), values["nbDev"]),
        },
    ];

    public override int WarmUp => 1;

    public override int OutputCount => 3;

    /// <summary>The mean plus the standard deviations.</summary>
    public double Upper => upper;

    /// <summary>The mean less the standard deviations.</summary>
    public double Lower => lower;

    /// <summary>One that begins anew with each session.</summary>
    public static VolumeWeightedAveragePrice OfSession(Interval session, double deviations = 1) => new(session, Instant.MinValue, deviations);

    /// <summary>One that begins with the first bar that opens at a time or later.</summary>
    public static VolumeWeightedAveragePrice OfAnchor(Instant anchor, double deviations = 1) => new(null, anchor, deviations);

    public override double Output(int index) => index switch
    {
        0 => Value,
        1 => upper,
        2 => lower,
        _ => throw NoOutput(index),
    };

    public override void Update(in Bar bar)
    {
        if (session is { } interval) BeginSession(interval, bar.OpenTime);
        // A zero anchor means the first bar, whenever that is.
        else if (bar.OpenTime < anchor && anchor != Instant.UnixEpoch) return;

        var price = (bar.High + bar.Low + bar.Close) / 3;
        var mean = weight == 0 ? price : Value;
        weight += bar.Volume;
        if (weight > 0)
        {
            var distance = price - mean;
            mean += distance * (bar.Volume / weight);
            squares += bar.Volume * distance * (price - mean);
        }
        var band = weight > 0 ? deviations * Math.Sqrt(squares / weight) : 0;
        Value = mean;
        upper = mean + band;
        lower = mean - band;
    }

    protected override void KeepState(IndicatorState state)
    {
        state.Keep(ref sessionStart);
        state.Keep(ref sessionEnd);
        state.Keep(ref weight);
        state.Keep(ref squares);
        state.Keep(ref upper);
        state.Keep(ref lower);
    }

    private static ImmutableArray<OutputSpec> Bands(string middle) =>
        [new OutputSpec(middle, OutputScale.Level), new OutputSpec("upper", OutputScale.Level), new OutputSpec("lower", OutputScale.Level)];

    private void BeginSession(Interval interval, Instant time)
    {
        if (time.Nanoseconds >= sessionStart && time.Nanoseconds < sessionEnd) return;
        var open = interval.OpenOf(time);
        (sessionStart, sessionEnd) = (open.Nanoseconds, interval.CloseOf(open).Nanoseconds);
        (weight, squares) = (0, 0);
    }
}
