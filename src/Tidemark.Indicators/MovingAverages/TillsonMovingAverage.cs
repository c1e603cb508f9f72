using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.State;

namespace Tidemark.Indicators.MovingAverages;

/// <summary>Tillson's T3: a double exponential mean with a volume factor, taken three times over. Warm after 6n - 5 bars.</summary>
/// <remarks>Source: T. Tillson, "Better Moving Averages", Stocks &amp; Commodities, January 1998.</remarks>
public sealed class TillsonMovingAverage : SeriesIndicator, IIndicatorDefinition
{
    private readonly ExponentialMovingAverage[] chain = new ExponentialMovingAverage[6];
    private readonly double weightOfSixth;
    private readonly double weightOfFifth;
    private readonly double weightOfFourth;
    private readonly double weightOfThird;
    private readonly int period;

    /// <exception cref="ArgumentOutOfRangeException">The period is not positive.</exception>
    public TillsonMovingAverage(int period, double volumeFactor = 0.7)
    {
        this.period = period;
        for (var i = 0; i < chain.Length; i++) chain[i] = new ExponentialMovingAverage(period);
        var square = volumeFactor * volumeFactor;
        var cube = square * volumeFactor;
        weightOfSixth = -cube;
        weightOfFifth = 3 * (square + cube);
        weightOfFourth = -6 * square - 3 * (volumeFactor + cube);
        weightOfThird = 1 + 3 * volumeFactor + cube + 3 * square;
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        new()
        {
            Name = "t3",
            Title = "T3 moving average",
            Group = IndicatorGroup.MovingAverages,
            Aliases = ["tillson"],
            Summary = "A very smooth mean with little lag: a generalised double exponential mean, three times over.",
            Source = "T. Tillson, Better Moving Averages, Stocks & Commodities, January 1998; TA-Lib T3",
            Input = IndicatorInput.Series,
            DefaultFields = [BarField.Close],
            Parameters = [ParameterSpec.Period(5), ParameterSpec.Number("vFactor", 0.7, 0, 1, "0 is an exponential mean thrice over, 1 a triple DEMA")],
            Outputs = [new OutputSpec("t3", OutputScale.Level)],
            Make = IndicatorDescriptor.Series((values, field) => new TillsonMovingAverage(values.Period, values["vFactor"]) { Source = field }),
        },
    ];

    public override int WarmUp => 6 * period - 5;

    public override void Update(double input)
    {
        var value = input;
        foreach (var average in chain)
        {
            average.Update(value);
            if (!average.IsWarm) return;
            value = average.Value;
        }
        Value = weightOfSixth * chain[5].Value + weightOfFifth * chain[4].Value + weightOfFourth * chain[3].Value + weightOfThird * chain[2].Value;
    }

    protected override void KeepState(IndicatorState state)
    {
        foreach (var average in chain) state.Keep(average);
    }
}
