using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.State;

namespace Tidemark.Indicators.Trend;

/// <summary>Wilder's smoothed sum of upward or of downward directional movement, in price units. Warm after n bars, after 2 if n is 1.</summary>
/// <remarks>Source: J. W. Wilder, "New Concepts in Technical Trading Systems", 1978.</remarks>
public sealed class DirectionalMovementSum : Indicator, IIndicatorDefinition
{
    private readonly int period;
    private readonly bool isUp;
    private DirectionalMovement movement;

    /// <exception cref="ArgumentOutOfRangeException">The period is not positive.</exception>
    public DirectionalMovementSum(int period, bool isUp)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        this.period = period;
        this.isUp = isUp;
        movement = new DirectionalMovement(period);
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        Describe("plus_dm", true, "Plus directional movement", "How far highs reach above the highs before them, summed and smoothed."),
        Describe("minus_dm", false, "Minus directional movement", "How far lows reach below the lows before them, summed and smoothed."),
    ];

    public override int WarmUp => Math.Max(period, 2);

    public override void Update(in Bar bar)
    {
        movement.Update(bar);
        if (movement.Count >= WarmUp - 1) Value = isUp ? movement.Plus : movement.Minus;
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
        Outputs = [new OutputSpec(isUp ? "plusDm" : "minusDm", OutputScale.Difference)],
        Make = (values, _) => new DirectionalMovementSum(values.Period, isUp),
    };
}
