using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.State;

namespace Tidemark.Indicators.Trend;

/// <summary>Aroon up less Aroon down, -100 to 100. Warm after n + 1 bars.</summary>
/// <remarks>Source: T. S. Chande, "A Time Price Oscillator", Stocks &amp; Commodities, September 1995.</remarks>
public sealed class AroonOscillator : Indicator, IIndicatorDefinition
{
    private readonly int period;
    private readonly double percent;
    private ExtremeAges ages;

    /// <exception cref="ArgumentOutOfRangeException">The period is not positive.</exception>
    public AroonOscillator(int period)
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
            Name = "aroonosc",
            Title = "Aroon oscillator",
            Group = IndicatorGroup.Trend,
            Aliases = ["aroon-oscillator"],
            Summary = "How much more recent the highest high of a window is than its lowest low, -100 to 100.",
            Source = "T. S. Chande, A Time Price Oscillator, Stocks & Commodities, September 1995; TA-Lib AROONOSC",
            Input = IndicatorInput.Bars,
            Parameters = [ParameterSpec.Period(14)],
            Outputs = [new OutputSpec("aroonOsc", OutputScale.Number)],
            Make = (values, _) => new AroonOscillator(values.Period),
        },
    ];

    public override int WarmUp => period + 1;

    public override void Update(in Bar bar)
    {
        ages.Push(bar.High, bar.Low);
        if (ages.IsFull) Value = percent * (ages.OfLowest - ages.OfHighest);
    }

    protected override void KeepState(IndicatorState state) => ages.Keep(state);
}
