using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.State;

namespace Tidemark.Indicators.Momentum;

/// <summary>
/// Gains less losses as a share of both, -100 to 100, each smoothed as Wilder does, which is how TA-Lib computes it. Warm after n + 1 bars;
/// 0 when nothing has moved.
/// </summary>
/// <remarks>Source: T. S. Chande and S. Kroll, "The New Technical Trader", 1994; smoothing as in TA-Lib.</remarks>
public sealed class ChandeMomentumOscillator : SeriesIndicator, IIndicatorDefinition
{
    private readonly int period;
    private SmoothedChanges changes;

    /// <exception cref="ArgumentOutOfRangeException">The period is not positive.</exception>
    public ChandeMomentumOscillator(int period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        this.period = period;
        changes = new SmoothedChanges(period);
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        new()
        {
            Name = "cmo",
            Title = "Chande momentum oscillator",
            Group = IndicatorGroup.Momentum,
            Summary = "Smoothed gains less smoothed losses as a share of both, -100 to 100.",
            Source = "T. S. Chande and S. Kroll, The New Technical Trader, 1994; smoothed as in TA-Lib CMO",
            Input = IndicatorInput.Series,
            DefaultFields = [BarField.Close],
            Parameters = [ParameterSpec.Period(14)],
            Outputs = [new OutputSpec("cmo", OutputScale.Number)],
            Make = IndicatorDescriptor.Series((values, field) => new ChandeMomentumOscillator(values.Period) { Source = field }),
        },
    ];

    public override int WarmUp => period + 1;

    public override void Update(double input)
    {
        if (!changes.Add(input)) return;
        var total = changes.Gain + changes.Loss;
        Value = NearZero.Is(total) ? 0 : 100 * ((changes.Gain - changes.Loss) / total);
    }

    protected override void KeepState(IndicatorState state) => changes.Keep(state);
}
