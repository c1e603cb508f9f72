using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.State;

namespace Tidemark.Indicators.Cycles;

/// <summary>The parts of prices in phase with the dominant cycle and a quarter of it apart. Warm after 33 bars.</summary>
/// <remarks>Source: J. F. Ehlers, "Rocket Science for Traders", 2001.</remarks>
public sealed class Phasor : SeriesIndicator, IIndicatorDefinition
{
    private const int Skipped = 12;
    private readonly CycleMeter cycle = new(Skipped);
    private double quadrature = double.NaN;
    private int count;

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        new()
        {
            Name = "ht_phasor",
            Title = "Hilbert transform: phasor components",
            Group = IndicatorGroup.Cycles,
            Aliases = ["phasor"],
            Summary = "The parts of prices in phase with the dominant cycle and a quarter of it apart.",
            Source = "J. F. Ehlers, Rocket Science for Traders, 2001; TA-Lib HT_PHASOR",
            Input = IndicatorInput.Series,
            DefaultFields = [BarField.Close],
            Outputs = [new OutputSpec("inPhase", OutputScale.Difference), new OutputSpec("quadrature", OutputScale.Difference)],
            Make = IndicatorDescriptor.Series((_, field) => new Phasor { Source = field }),
        },
    ];

    /// <summary>The part a quarter of a cycle apart; the part in phase is <see cref="Indicator.Value"/>.</summary>
    public double Quadrature => quadrature;

    public override int WarmUp => 33;

    public override int OutputCount => 2;

    public override double Output(int index) => index switch { 0 => Value, 1 => quadrature, _ => throw NoOutput(index) };

    public override void Update(double input)
    {
        if (count < WarmUp) count++;
        if (!cycle.Update(input) || count < WarmUp) return;
        Value = cycle.InPhase;
        quadrature = cycle.Quadrature;
    }

    protected override void KeepState(IndicatorState state)
    {
        cycle.Keep(state);
        state.Keep(ref quadrature);
        state.Keep(ref count);
    }
}
