using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.State;

namespace Tidemark.Indicators.Trend;

/// <summary>
/// How recent the lowest low and the highest high of the last n + 1 bars are: 100 for this bar, 0 for n bars ago; the newest counts where
/// several are equal. Warm after n + 1 bars.
/// </summary>
/// <remarks>Source: T. S. Chande, "A Time Price Oscillator", Stocks &amp; Commodities, September 1995.</remarks>
public sealed class Aroon : Indicator, IIndicatorDefinition
{
    private readonly int period;
    private readonly double percent;
    private ExtremeAges ages;
    private double up = double.NaN;

    /// <exception cref="ArgumentOutOfRangeException">The period is not positive.</exception>
    public Aroon(int period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        this.period = period;
        percent = 100.0 / period;
        ages = new ExtremeAges(period + 1);
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        new()
        {
            Name = "aroon",
            Title = "Aroon",
            Group = IndicatorGroup.Trend,
            Summary = "How recent the lowest low and the highest high of a window are, 100 for now and 0 for its start.",
            Source = "T. S. Chande, A Time Price Oscillator, Stocks & Commodities, September 1995; TA-Lib AROON",
            Input = IndicatorInput.Bars,
            Parameters = [ParameterSpec.Period(14)],
            Outputs = [new OutputSpec("aroonDown", OutputScale.Number), new OutputSpec("aroonUp", OutputScale.Number)],
            Make = (values, _) => new Aroon(values.Period),
        },
    ];

    /// <summary>How recent the lowest low is.</summary>
    public double Down => Value;

    /// <summary>How recent the highest high is.</summary>
    public double Up => up;

    public override int WarmUp => period + 1;

    public override int OutputCount => 2;

    public override double Output(int index) => index switch { 0 => Value, 1 => up, _ => throw NoOutput(index) };

    public override void Update(in Bar bar)
    {
        ages.Push(bar.High, bar.Low);
        if (!ages.IsFull) return;
        Value = percent * (period - ages.OfLowest);
        up = percent * (period - ages.OfHighest);
    }

    protected override void KeepState(IndicatorState state)
    {
        ages.Keep(state);
        state.Keep(ref up);
    }
}
