using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.State;
using Tidemark.Indicators.Volatility;

namespace Tidemark.Indicators.Trend;

/// <summary>
/// Upward and downward movement of n bars over the true ranges of n bars: |high - low before| and |low - high before|. Warm after n + 1
/// bars; both 0 where nothing moved.
/// </summary>
/// <remarks>Source: E. Botes and D. Siepman, "The Vortex Indicator", Stocks and Commodities, January 2010.</remarks>
public sealed class VortexIndicator(int period) : Indicator, IIndicatorDefinition
{
    private ExactWindowSum up = new(period);
    private ExactWindowSum down = new(period);
    private ExactWindowSum ranges = new(period);
    private double previousHigh = double.NaN;
    private double previousLow;
    private double previousClose;
    private double minus = double.NaN;

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        new()
        {
            Name = "vortex",
            Title = "Vortex indicator",
            Group = IndicatorGroup.Trend,
            Aliases = ["vi"],
            Summary = "Upward and downward movement between bars over their true ranges; the larger one names the trend.",
            Source = "E. Botes, D. Siepman, The Vortex Indicator, Stocks and Commodities 2010",
            Input = IndicatorInput.Bars,
            Parameters = [ParameterSpec.Period(14, minimum: 1)],
            Outputs = [new OutputSpec("plus", OutputScale.Number), new OutputSpec("minus", OutputScale.Number)],
            Make = (values, _) => new VortexIndicator(values.Period),
        },
    ];

    public override int WarmUp => period + 1;

    public override int OutputCount => 2;

    public double Plus => Value;

    public double Minus => minus;

    public override double Output(int index) => index switch
    {
        0 => Value,
        1 => minus,
        _ => throw NoOutput(index),
    };

    public override void Update(in Bar bar)
    {
        if (!double.IsNaN(previousHigh))
        {
            up.Add(Math.Abs(bar.High - previousLow));
            down.Add(Math.Abs(bar.Low - previousHigh));
            var total = ranges.Add(TrueRange.Of(bar, previousClose));
            if (ranges.IsFull)
            {
                Value = total > 0 ? up.Sum / total : 0;
                minus = total > 0 ? down.Sum / total : 0;
            }
        }
        previousHigh = bar.High;
        previousLow = bar.Low;
        previousClose = bar.Close;
    }

    protected override void KeepState(IndicatorState state)
    {
        up.Keep(state);
        down.Keep(state);
        ranges.Keep(state);
        state.Keep(ref previousHigh);
        state.Keep(ref previousLow);
        state.Keep(ref previousClose);
        state.Keep(ref minus);
    }
}
