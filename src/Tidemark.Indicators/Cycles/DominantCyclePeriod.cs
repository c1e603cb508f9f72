using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.State;

namespace Tidemark.Indicators.Cycles;

/// <summary>Bars of the dominant cycle by Ehlers' homodyne discriminator, 6 to 50. Warm after 33 bars.</summary>
/// <remarks>Source: J. F. Ehlers, "Rocket Science for Traders", 2001.</remarks>
public sealed class DominantCyclePeriod : SeriesIndicator, IIndicatorDefinition
{
    private const int Skipped = 12;
    private readonly CycleMeter cycle = new(Skipped);
    private int count;

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        new()
        {
            Name = "ht_dcperiod",
            Title = "Hilbert transform: dominant cycle period",
            Group = IndicatorGroup.Cycles,
            Aliases = ["dominant-cycle-period"],
            Summary = "How many bars the dominant cycle of prices takes.",
            Source = "J. F. Ehlers, Rocket Science for Traders, 2001; TA-Lib HT_DCPERIOD",
            Input = IndicatorInput.Series,
            DefaultFields = [BarField.Close],
            Outputs = [new OutputSpec("period", OutputScale.Number, "bars")],
            Make = IndicatorDescriptor.Series((_, field) => new DominantCyclePeriod { Source = field }),
        },
    ];

    public override int WarmUp => 33;

    public override void Update(double input)
    {
        if (count < WarmUp) count++;
        if (cycle.Update(input) && count == WarmUp) Value = cycle.SmoothPeriod;
    }

    protected override void KeepState(IndicatorState state)
    {
        cycle.Keep(state);
        state.Keep(ref count);
    }
}
