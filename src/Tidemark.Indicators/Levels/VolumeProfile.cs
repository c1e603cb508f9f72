using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.State;
using Tidemark.Indicators.Windows;

namespace Tidemark.Indicators.Levels;

/// <summary>
/// The volume profile of the last n bars: the price at which most was traded, and the value area around it. The range from the lowest low
/// to the highest high is cut into rows of equal height; the volume of each bar is spread evenly over its own range (a bar without range
/// puts it all into one row). The point of control is the middle of the row with the most volume, the lowest of equal ones. The value area
/// begins with that row and takes in the larger of the rows just above and below, the upper of equal ones, until it holds its share of the
/// volume. Warm after n bars.
/// </summary>
/// <remarks>
/// Without any volume in the window each bar counts as much; without any range all three are the price. Source: J. P. Steidlmayer's
/// market profile, "Markets and Market Logic", 1986, by volume and one row at a time.
/// </remarks>
public sealed class VolumeProfile : Indicator, IIndicatorDefinition
{
    private readonly double valueArea;
    private readonly double[] highs;
    private readonly double[] lows;
    private readonly double[] volumes;
    private readonly double[] rows;
    private WindowExtreme highest;
    private WindowExtreme lowest;
    private int next;
    private double valueAreaHigh = double.NaN;
    private double valueAreaLow = double.NaN;

    /// <param name="period">Bars of the profile.</param>
    /// <param name="rows">Rows of the profile.</param>
    /// <param name="valueArea">The share of the volume in the value area, up to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is not positive, or the share is more than 1.</exception>
    public VolumeProfile(int period = 100, int rows = 50, double valueArea = 0.7)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        if (!(valueArea > 0 && valueArea <= 1)) throw new ArgumentOutOfRangeException(nameof(valueArea), valueArea, "the value area is a share above 0 and up to 1");
        highest = WindowExtreme.Highest(period);
        lowest = WindowExtreme.Lowest(period);
        this.valueArea = valueArea;
        highs = new double[period];
        lows = new double[period];
        volumes = new double[period];
        this.rows = new double[rows];
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        new()
        {
            Name = "volumeprofile",
            Title = "Volume profile",
            Aliases = ["volume-profile", "vpvr", "poc"],
            Group = IndicatorGroup.Levels,
            Summary = "The price with the most volume in the last bars, and the area around it that holds most of it.",
            Source = "J. P. Steidlmayer, Markets and Market Logic, 1986",
            Input = IndicatorInput.Bars,
            Parameters =
            [
                ParameterSpec.Period(100, 1),
                new ParameterSpec { Name = "rows", Default = 50, Minimum = 1, Maximum = 10_000, IsWhole = true, Description = "rows of the profile" },
                ParameterSpec.Number("valueArea", 0.7, 0.01, 1, "share of the volume in the value area"),
            ],
            Outputs =
            [
                new OutputSpec("poc", OutputScale.Level, "point of control"),
                new OutputSpec("valueAreaHigh", OutputScale.Level, "upper end of the value area"),
                new OutputSpec("valueAreaLow", OutputScale.Level, "lower end of the value area"),
            ],
            Make = (values, _) => new VolumeProfile(values.Period, values.Whole("rows"), values["valueArea"]),
        },
    ];

    public double PointOfControl => Value;

    public double ValueAreaHigh => valueAreaHigh;

    public double ValueAreaLow => valueAreaLow;

    public override int WarmUp => highs.Length;

    public override int OutputCount => 3;

    public override double Output(int index) => index switch
    {
        0 => PointOfControl,
        1 => valueAreaHigh,
        2 => valueAreaLow,
        _ => throw NoOutput(index),
    };

    public override void Update(in Bar bar)
    {
        highs[next] = bar.High;
        lows[next] = bar.Low;
        volumes[next] = bar.Volume;
        if (++next == highs.Length) next = 0;
        var top = highest.Add(bar.High);
        var bottom = lowest.Add(bar.Low);
        if (!highest.IsFull) return;
        var height = (top - bottom) / rows.Length;
        if (height > 0)
        {
            Fill(bottom, height);
            Measure(bottom, height);
        }
        else
        {
            (Value, valueAreaHigh, valueAreaLow) = (bottom, top, bottom);
        }
    }

    protected override void KeepState(IndicatorState state)
    {
        state.Keep(highs);
        state.Keep(lows);
        state.Keep(volumes);
        highest.Keep(state);
        lowest.Keep(state);
        state.Keep(ref next);
        state.Keep(ref valueAreaHigh);
        state.Keep(ref valueAreaLow);
    }

    /// <summary>Spreads the bars of the window over the rows, oldest first.</summary>
    private void Fill(double bottom, double height)
    {
        rows.AsSpan().Clear();
        var hasVolume = volumes.AsSpan().ContainsAnyExcept(0.0);
        for (var i = 0; i < highs.Length; i++)
        {
            var index = next + i < highs.Length ? next + i : next + i - highs.Length;
            var (high, low) = (highs[index], lows[index]);
            var volume = hasVolume ? volumes[index] : 1;
            var first = RowOf(low, bottom, height);
            var last = RowOf(high, bottom, height);
            if (first == last)
            {
                rows[first] += volume;
                continue;
            }
            var density = volume / (high - low);
            for (var row = first; row <= last; row++)
                rows[row] += density * Math.Max(0, Math.Min(high, bottom + (row + 1) * height) - Math.Max(low, bottom + row * height));
        }
    }

    private int RowOf(double price, double bottom, double height) => Math.Clamp((int)((price - bottom) / height), 0, rows.Length - 1);

    private void Measure(double bottom, double height)
    {
        var control = 0;
        var total = 0.0;
        for (var row = 0; row < rows.Length; row++)
        {
            total += rows[row];
            if (rows[row] > rows[control]) control = row;
        }
        var (lower, upper) = (control, control);
        var held = rows[control];
        while (held < valueArea * total && (lower > 0 || upper < rows.Length - 1))
        {
            var above = upper < rows.Length - 1 ? rows[upper + 1] : double.NegativeInfinity;
            var below = lower > 0 ? rows[lower - 1] : double.NegativeInfinity;
            if (above >= below) upper++;
            else lower--;
            held += Math.Max(above, below);
        }
        Value = bottom + (control + 0.5) * height;
        valueAreaHigh = bottom + (upper + 1) * height;
        valueAreaLow = bottom + lower * height;
    }
}
