using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.State;

namespace Tidemark.Indicators.Cycles;

/// <summary>The phase of the dominant cycle in degrees, from -45 to 315. Warm after 64 bars.</summary>
/// <remarks>Source: J. F. Ehlers, "Rocket Science for Traders", 2001.</remarks>
public sealed class DominantCyclePhase : SeriesIndicator, IIndicatorDefinition
{
    private readonly CyclePhase phase = new();
    private int count;

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        new()
        {
            Name = "ht_dcphase",
            Title = "Hilbert transform: dominant cycle phase",
            Group = IndicatorGroup.Cycles,
            Aliases = ["dominant-cycle-phase"],
            Summary = "Where in the dominant cycle prices stand, in degrees.",
            Source = "J. F. Ehlers, Rocket Science for Traders, 2001; TA-Lib HT_DCPHASE",
            Input = IndicatorInput.Series,
            DefaultFields = [BarField.Close],
            Outputs = [new OutputSpec("phase", OutputScale.Number, "degrees")],
            Make = IndicatorDescriptor.Series((_, field) => new DominantCyclePhase { Source = field }),
        },
    ];

    public override int WarmUp => 64;

    public override void Update(double input)
    {
        if (count < WarmUp) count++;
        if (phase.Update(input) && count == WarmUp) Value = phase.Degrees;
    }

    protected override void KeepState(IndicatorState state)
    {
        phase.Keep(state);
        state.Keep(ref count);
    }
}
