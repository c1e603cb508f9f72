using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.State;
using Tidemark.Indicators.Volatility;

namespace Tidemark.Indicators.Prices;

/// <summary>
/// Bricks of equal height built from closes: another one in the same direction when the close is a brick beyond the last one, a first one
/// in the other direction when it is two bricks back. For each bar the direction of the last brick (+1, -1, 0 before the first), where
/// that brick closed, and how many the bar made. The height is fixed, or the average true range known when the last bricks were made.
/// </summary>
/// <remarks>
/// The first close (the first with a height) is where counting starts. A level counts as reached from a billionth of a brick before
/// it, so that decimal prices are not missed by rounding. Charts that measure the range of the last bar repaint; this does not.
/// Source: S. Nison, "Beyond Candlesticks", 1994.
/// </remarks>
public sealed class Renko : Indicator, IIndicatorDefinition
{
    private const double Slack = 1e-9;
    private readonly AverageTrueRange? range;
    private double height;
    private double start = double.NaN;
    private double steps;
    private double direction;
    private double made;

    private Renko(double height, AverageTrueRange? range)
    {
        this.height = height;
        this.range = range;
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        new()
        {
            Name = "renko",
            Title = "Renko bricks",
            Group = IndicatorGroup.Prices,
            Summary = "Direction, level and number of the bricks that closes have built; bricks of a fixed height or of an average true range.",
            Source = "S. Nison, Beyond Candlesticks, 1994",
            Input = IndicatorInput.Bars,
            Parameters =
            [
                ParameterSpec.Number("brickSize", 0, 0, 1e15, "height of a brick in units of price; 0 for the average true range"),
                ParameterSpec.Period(14, minimum: 1, name: "atrPeriod", description: "bars of the average true range, where the height is not fixed"),
            ],
            Outputs =
            [
                new OutputSpec("direction", OutputScale.Signal, "of the last brick; 0 before the first"),
                new OutputSpec("brick", OutputScale.Level, "where the last brick closed"),
                new OutputSpec("made", OutputScale.Number, "bricks made by this bar"),
            ],
            Make = (values, _) => values["brickSize"] > 0 ? OfHeight(values["brickSize"]) : OfRange(values.Whole("atrPeriod")),
        },
    ];

    public override int WarmUp => range?.WarmUp ?? 1;

    public override int OutputCount => 3;

    /// <summary>+1 when the last brick rose, -1 when it fell, 0 before the first.</summary>
    public double Direction => Value;

    /// <summary>Where the last brick closed; before the first, where counting began.</summary>
    public double Brick => start + steps * height;

    /// <summary>Bricks made by the last bar.</summary>
    public double Made => IsWarm ? made : double.NaN;

    /// <summary>Bricks of a fixed height.</summary>
    public static Renko OfHeight(double height) => new(height, null);

    /// <summary>Bricks as high as the average true range was when the last ones were made.</summary>
    public static Renko OfRange(int period) => new(0, new AverageTrueRange(period));

    public override double Output(int index) => index switch
    {
        0 => Value,
        1 => Brick,
        2 => Made,
        _ => throw NoOutput(index),
    };

    public override void Update(in Bar bar)
    {
        range?.Update(bar);
        if (range is { IsWarm: false }) return;
        if (double.IsNaN(start)) start = bar.Close;
        if (range is not null && height == 0) height = range.Value;
        Build(bar.Close);
        Value = direction;
        if (range is null || made == 0) return;
        start = Brick;
        steps = 0;
        height = range.Value;
    }

    protected override void KeepState(IndicatorState state)
    {
        if (range is not null) state.Keep(range);
        state.Keep(ref height);
        state.Keep(ref start);
        state.Keep(ref steps);
        state.Keep(ref direction);
        state.Keep(ref made);
    }

    private void Build(double close)
    {
        made = 0;
        if (height <= 0) return;
        var distance = (close - Brick) / height;
        var whole = Math.Floor(Math.Abs(distance) + Slack);
        var way = Math.Sign(distance);
        // Turning, the first brick begins where the last one began: one brick is walked back without building.
        made = direction * way < 0 ? Math.Max(0, whole - 1) : whole;
        if (made == 0) return;
        steps += way * whole;
        direction = way;
    }
}
