using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.MovingAverages;
using Tidemark.Indicators.State;

namespace Tidemark.Indicators.Bands;

/// <summary>Simple means of the close and of highs and lows pushed apart by four times the bar's relative range. Warm after n bars.</summary>
/// <remarks>Source: P. Headley, "Big Trends in Trading", 2002.</remarks>
/// <exception cref="ArgumentOutOfRangeException">The period is not positive.</exception>
public sealed class AccelerationBands(int period) : Indicator, IIndicatorDefinition
{
    private readonly SimpleMovingAverage highs = new(period);
    private readonly SimpleMovingAverage closes = new(period);
    private readonly SimpleMovingAverage lows = new(period);

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        new()
        {
            Name = "accbands",
            Title = "Acceleration Bands",
            Group = IndicatorGroup.Bands,
            Aliases = ["acceleration-bands"],
            Summary = "A moving average with bands that widen with the range of the bars.",
            Source = "P. Headley, Big Trends in Trading, 2002; TA-Lib ACCBANDS",
            Input = IndicatorInput.Bars,
            Parameters = [ParameterSpec.Period(20)],
            Outputs = [new OutputSpec("upper", OutputScale.Level), new OutputSpec("middle", OutputScale.Level), new OutputSpec("lower", OutputScale.Level)],
            Make = (values, _) => new AccelerationBands(values.Period),
        },
    ];

    /// <summary>The upper band.</summary>
    public double Upper => highs.Value;

    /// <summary>The moving average of the close.</summary>
    public double Middle => closes.Value;

    /// <summary>The lower band.</summary>
    public double Lower => lows.Value;

    public override int WarmUp => period;

    public override int OutputCount => 3;

    public override double Output(int index) => index switch { 0 => Value, 1 => Middle, 2 => Lower, _ => throw NoOutput(index) };

    public override void Update(in Bar bar)
    {
        var sum = bar.High + bar.Low;
        var width = NearZero.Is(sum) ? 0 : 4 * (bar.High - bar.Low) / sum;
        highs.Update(bar.High * (1 + width));
        closes.Update(bar.Close);
        lows.Update(bar.Low * (1 - width));
        Value = highs.Value;
    }

    protected override void KeepState(IndicatorState state)
    {
        state.Keep(highs);
        state.Keep(closes);
        state.Keep(lows);
    }
}
