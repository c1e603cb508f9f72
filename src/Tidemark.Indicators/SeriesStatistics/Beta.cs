using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.State;
using Tidemark.Indicators.Windows;

namespace Tidemark.Indicators.SeriesStatistics;

/// <summary>
/// The slope of the second series' relative changes on those of the first, over the last n changes. 0 where the first hardly changed;
/// a change from a value within 1e-14 of zero counts as none, as in TA-Lib. Warm after n + 1 bars.
/// </summary>
public sealed class Beta : PairIndicator, IIndicatorDefinition
{
    private readonly int period;
    private PairMomentWindow window;
    private double previousFirst = double.NaN;
    private double previousSecond;

    /// <exception cref="ArgumentOutOfRangeException">The period is not positive.</exception>
    public Beta(int period)
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
            Name = "beta",
            Title = "Beta",
            Group = IndicatorGroup.Statistics,
            Summary = "How much the second series changes, in proportion, when the first does: the slope of a regression of their relative changes.",
            Source = "TA-Lib BETA",
            Input = IndicatorInput.Pair,
            DefaultFields = [BarField.High, BarField.Low],
            Parameters = [ParameterSpec.Period(5, minimum: 1)],
            Outputs = [new OutputSpec("beta", OutputScale.Number)],
            Make = (values, fields) => new Beta(values.Period) { First = fields[0], Second = fields[1] },
        },
    ];

    public override int WarmUp => period + 1;

    public override void Update(double first, double second)
    {
        var isFirstBar = double.IsNaN(previousFirst);
        var (firstChange, secondChange) = (Change(previousFirst, first), Change(previousSecond, second));
        (previousFirst, previousSecond) = (first, second);
        if (isFirstBar) return;
        window.Push(firstChange, secondChange);
        if (!window.IsFull) return;
        var spread = window.FirstSpread;
        Value = period * spread < NearZero.Bound ? 0 : window.CommonSpread / spread;
    }

    protected override void KeepState(IndicatorState state)
    {
        window.Keep(state);
        state.Keep(ref previousFirst);
        state.Keep(ref previousSecond);
    }

    private static double Change(double before, double now) => NearZero.Is(before) ? 0 : (now - before) / before;
}
