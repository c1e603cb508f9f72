using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.State;

namespace Tidemark.Indicators.Levels;

/// <summary>
/// The last confirmed swing high and swing low, and how many bars ago they were made. A high is a swing high when it is not below the
/// highs of the n bars before it and above those of the n bars after it; a low accordingly. It is known at the close of the n-th bar
/// after it and stands until the next one is known, so a new one is always exactly n bars old. Undefined until both have been seen.
/// </summary>
/// <remarks>Source: B. Williams, "Trading Chaos", 1995 (fractals: n = 2).</remarks>
public sealed class SwingPoints : Indicator, IIndicatorDefinition
{
    private SwingDetector swings;
    private double lastHigh = double.NaN;
    private double lastLow = double.NaN;
    private long now;
    private long highAt;
    private long lowAt;

    /// <param name="strength">Bars on either side.</param>
    /// <exception cref="ArgumentOutOfRangeException">The strength is not positive.</exception>
    public SwingPoints(int strength = 5) => swings = new SwingDetector(strength);

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        new()
        {
            Name = "swings",
            Title = "Swing points",
            Aliases = ["swing-points", "fractals"],
            Group = IndicatorGroup.Levels,
            Summary = "The last swing high and low that the bars after them have confirmed.",
            Source = "B. Williams, Trading Chaos, 1995 (fractals: strength 2)",
            Input = IndicatorInput.Bars,
            IsEventDriven = true,
            Parameters = [Strength()],
            Outputs =
            [
                new OutputSpec("high", OutputScale.Level, "the last swing high"),
                new OutputSpec("low", OutputScale.Level, "the last swing low"),
                new OutputSpec("highBarsAgo", OutputScale.Number, "bars since it was made"),
                new OutputSpec("lowBarsAgo", OutputScale.Number, "bars since it was made"),
            ],
            Make = (values, _) => new SwingPoints(values.Whole("strength")),
        },
    ];

    public double High => Value;

    public double Low => Defined(lastLow);

    public double HighBarsAgo => Defined(now - highAt);

    public double LowBarsAgo => Defined(now - lowAt);

    public override int WarmUp => swings.WarmUp;

    public override int OutputCount => 4;

    /// <summary>The parameter that indicators standing on swing points share.</summary>
    internal static ParameterSpec Strength(int standard = 5) => ParameterSpec.Period(standard, 1, "strength", "bars on either side that confirm a swing point");

    public override double Output(int index) => index switch
    {
        0 => High,
        1 => Low,
        2 => HighBarsAgo,
        3 => LowBarsAgo,
        _ => throw NoOutput(index),
    };

    public override void Update(in Bar bar)
    {
        now++;
        swings.Add(bar.High, bar.Low);
        if (swings.IsHigh)
        {
            lastHigh = swings.High;
            highAt = now - swings.Strength;
        }
        if (swings.IsLow)
        {
            lastLow = swings.Low;
            lowAt = now - swings.Strength;
        }
        if (!double.IsNaN(lastLow)) Value = lastHigh;
    }

    protected override void KeepState(IndicatorState state)
    {
        swings.Keep(state);
        state.Keep(ref lastHigh);
        state.Keep(ref lastLow);
        state.Keep(ref now);
        state.Keep(ref highAt);
        state.Keep(ref lowAt);
    }

    private double Defined(double value) => IsWarm ? value : double.NaN;
}
