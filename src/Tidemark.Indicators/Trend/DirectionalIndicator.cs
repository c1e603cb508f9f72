using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.State;

namespace Tidemark.Indicators.Trend;

/// <summary>
/// Upward or downward directional movement in per cent of the true range, both smoothed as Wilder does; of one bar as a fraction, as in
/// TA-Lib. 0 without range. Warm after n + 1 bars.
/// </summary>
/// <remarks>Source: J. W. Wilder, "New Concepts in Technical Trading Systems", 1978.</remarks>
public sealed class DirectionalIndicator : Indicator, IIndicatorDefinition
{
    private readonly int period;
    private readonly bool isUp;
    private readonly double scale;
    private DirectionalMovement movement;

    /// <exception cref="ArgumentOutOfRangeException">The period is not positive.</exception>
    public DirectionalIndicator(int period, bool isUp)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        this.period = period;
        this.isUp = isUp;
        scale = period == 1 ? 1 : 100;
        movement = new DirectionalMovement(period);
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        Describe("plus_di", true, "Plus directional indicator", "Upward directional movement in per cent of the true range."),
        Describe("minus_di", false, "Minus directional indicator", "Downward directional movement in per cent of the true range."),
    ];

    public override int WarmUp => period + 1;

    public override void Update(in Bar bar)
    {
        movement.Update(bar);
        if (movement.Count < period) return;
        Value = NearZero.Is(movement.Range) ? 0 : scale * ((isUp ? movement.Plus : movement.Minus) / movement.Range);
    }

    protected override void KeepState(IndicatorState state) => movement.Keep(state);

    private static IndicatorDescriptor Describe(string name, bool isUp, string title, string summary) => new()
    {
        Name = name,
        Title = title,
        Group = IndicatorGroup.Trend,
        Summary = summary,
        Source = "J. W. Wilder, New Concepts in Technical Trading Systems, 1978; TA-Lib " + name.ToUpperInvariant(),
        Input = IndicatorInput.Bars,
        Parameters = [ParameterSpec.Period(14, minimum: 1)],
        Outputs = [new OutputSpec(isUp ? "plusDi" : "minusDi", OutputScale.Number)],
        Make = (values, _) => new DirectionalIndicator(values.Period, isUp),
    };
}
