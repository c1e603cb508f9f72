using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.State;

namespace Tidemark.Indicators.Trend;

/// <summary>
/// How far the two directional indicators are apart, in per cent of their sum. Where nothing has moved it stays as it was, 0 at first.
/// Warm after n + 1 bars.
/// </summary>
/// <remarks>Source: J. W. Wilder, "New Concepts in Technical Trading Systems", 1978.</remarks>
public sealed class DirectionalMovementIndex : Indicator, IIndicatorDefinition
{
    private readonly int period;
    private DirectionalMovement movement;

    /// <exception cref="ArgumentOutOfRangeException">The period is less than 2.</exception>
    public DirectionalMovementIndex(int period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 2);
        this.period = period;
        movement = new DirectionalMovement(period);
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        new()
        {
            Name = "dx",
            Title = "Directional movement index",
            Group = IndicatorGroup.Trend,
            Summary = "How far upward and downward movement are apart, in per cent of both together.",
            Source = "J. W. Wilder, New Concepts in Technical Trading Systems, 1978; TA-Lib DX",
            Input = IndicatorInput.Bars,
            Parameters = [ParameterSpec.Period(14)],
            Outputs = [new OutputSpec("dx", OutputScale.Number)],
            Make = (values, _) => new DirectionalMovementIndex(values.Period),
        },
    ];

    public override int WarmUp => period + 1;

    public override void Update(in Bar bar)
    {
        movement.Update(bar);
        if (movement.Count == period) Value = movement.Index(IsWarm ? Value : 0);
    }

    protected override void KeepState(IndicatorState state) => movement.Keep(state);
}
