using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.Columns;
using Tidemark.Indicators.State;

namespace Tidemark.Indicators.Momentum;

/// <summary>
/// Wilder's relative strength index, 0 to 100: smoothed gains over smoothed gains plus losses, both seeded by the simple
/// mean of the first n changes. Warm after n + 1 bars; 0 when nothing has moved, as in TA-Lib.
/// </summary>
/// <remarks>Source: J. W. Wilder, "New Concepts in Technical Trading Systems", 1978.</remarks>
public sealed class RelativeStrengthIndex : SeriesIndicator, IIndicatorDefinition
{
    private readonly int period;
    private SmoothedChanges changes;

    /// <exception cref="ArgumentOutOfRangeException">The period is not positive.</exception>
    public RelativeStrengthIndex(int period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        this.period = period;
        changes = new SmoothedChanges(period);
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        new()
        {
            Name = "rsi",
            Title = "Relative strength index",
            Group = IndicatorGroup.Momentum,
            Summary = "Smoothed gains as a share of all smoothed changes, 0 to 100.",
            Source = "J. W. Wilder, New Concepts in Technical Trading Systems, 1978; TA-Lib RSI",
            Input = IndicatorInput.Series,
            DefaultFields = [BarField.Close],
            Parameters = [ParameterSpec.Period(14)],
            Outputs = [new OutputSpec("rsi", OutputScale.Number)],
            Make = IndicatorDescriptor.Series((values, field) => new RelativeStrengthIndex(values.Period) { Source = field }),
        },
    ];

    public override int WarmUp => period + 1;

    public override void Update(double input)
    {
        if (!changes.Add(input)) return;
        var total = changes.Gain + changes.Loss;
        Value = NearZero.Is(total) ? 0 : 100 * (changes.Gain / total);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void ComputeColumns(ReadOnlySpan<double> values, in OutputColumns outputs)
    {
        var column = outputs[0];
        var start = Math.Min(WarmUp, values.Length);
        for (var i = 0; i < start; i++)
        {
            Update(values[i]);
            column[i] = Value;
        }
        var (up, down, before) = (changes.Gain, changes.Loss, changes.Previous);
        var (kept, taken) = changes.Shares;
        for (var i = start; i < column.Length; i++)
        {
            var change = values[i] - before;
            before = values[i];
            up = up * kept + double.MaxNative(change, 0) * taken;
            down = down * kept + double.MaxNative(-change, 0) * taken;
            var total = up + down;
            column[i] = NearZero.Is(total) ? 0 : 100 * (up / total);
        }
    }

    protected override void KeepState(IndicatorState state) => changes.Keep(state);
}
