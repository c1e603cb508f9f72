using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.State;

namespace Tidemark.Indicators.Cycles;

/// <summary>The sine of the dominant cycle's phase, and of the phase 45 degrees on; they cross before the cycle turns. Warm after 64 bars.</summary>
/// <remarks>Source: J. F. Ehlers, "Rocket Science for Traders", 2001.</remarks>
public sealed class SineWave : SeriesIndicator, IIndicatorDefinition
{
    private readonly CyclePhase phase = new();
    private double lead = double.NaN;
    private int count;

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        new()
        {
            Name = "ht_sine",
            Title = "Hilbert transform: sine wave",
            Group = IndicatorGroup.Cycles,
            Aliases = ["sine-wave"],
            Summary = "The sine of the dominant cycle's phase and of the phase an eighth of a cycle on.",
            Source = "J. F. Ehlers, Rocket Science for Traders, 2001; TA-Lib HT_SINE",
            Input = IndicatorInput.Series,
            DefaultFields = [BarField.Close],
            Outputs = [new OutputSpec("sine", OutputScale.Number), new OutputSpec("leadSine", OutputScale.Number)],
            Make = IndicatorDescriptor.Series((_, field) => new SineWave { Source = field }),
        },
    ];

    /// <summary>The sine of the phase 45 degrees on; that of the phase is <see cref="Indicator.Value"/>.</summary>
    public double Lead => lead;

    public override int WarmUp => 64;

    public override int OutputCount => 2;

    public override double Output(int index) => index switch { 0 => Value, 1 => lead, _ => throw NoOutput(index) };

    public override void Update(double input)
    {
        if (count < WarmUp) count++;
        if (!phase.Update(input) || count < WarmUp) return;
        Value = Sine(phase.Degrees);
        lead = Sine(phase.Degrees + 45);
    }

    internal static double Sine(double degrees) => Math.Sin(degrees * (Math.PI / 180));

    protected override void KeepState(IndicatorState state)
    {
        phase.Keep(state);
        state.Keep(ref lead);
        state.Keep(ref count);
    }
}
