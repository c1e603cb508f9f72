using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.State;
using Tidemark.Indicators.Windows;

namespace Tidemark.Indicators.SeriesStatistics;

/// <summary>
/// Pearson's correlation of the last n pairs; 0 where the product of both sums of squares is below 1e-14, as in TA-Lib. Warm after n bars.
/// </summary>
public sealed class Correlation : PairIndicator, IIndicatorDefinition
{
    private readonly int period;
    private PairMomentWindow window;

    /// <exception cref="ArgumentOutOfRangeException">The period is not positive.</exception>
    public Correlation(int period)
        : base(BarField.High, BarField.Low)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        this.period = period;
        window = new PairMomentWindow(period);
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        new()
        {
            Name = "correl",
            Title = "Correlation",
            Group = IndicatorGroup.Statistics,
            Aliases = ["correlation"],
            Summary = "How closely two series moved together over the last n values, from -1 to 1.",
            Source = "K. Pearson, 1895; TA-Lib CORREL",
            Input = IndicatorInput.Pair,
            DefaultFields = [BarField.High, BarField.Low],
            Parameters = [ParameterSpec.Period(30, minimum: 1)],
            Outputs = [new OutputSpec("correl", OutputScale.Number)],
            Make = (values, fields) => new Correlation(values.Period) { First = fields[0], Second = fields[1] },
        },
    ];

    public override int WarmUp => period;

    public override void Update(double first, double second)
    {
        window.Push(first, second);
        if (!window.IsFull) return;
        var spread = window.FirstSpread * window.SecondSpread;
        Value = spread < NearZero.Bound ? 0 : window.CommonSpread / Math.Sqrt(spread);
    }

    protected override void KeepState(IndicatorState state) => window.Keep(state);
}
