using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.State;

namespace Tidemark.Indicators.Volume;

/// <summary>
/// How far the middle of the bar moved, divided by the volume per unit of range that it took; the plain mean of n bars. Warm after n + 1
/// bars; a bar without volume counts nothing.
/// </summary>
/// <remarks>
/// Source: R. W. Arms, "Volume Cycles in the Stock Market", 1983. The volume is divided by a scale first: 100,000,000 is usual for shares,
/// 1 (the default) keeps units of the base currency.
/// </remarks>
public sealed class EaseOfMovement(int period, double volumeScale) : Indicator, IIndicatorDefinition
{
    private ExactWindowSum sum = new(period);
    private double previousMiddle = double.NaN;

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        new()
        {
            Name = "eom",
            Title = "Ease of movement",
            Group = IndicatorGroup.Volume,
            Aliases = ["emv", "ease-of-movement"],
            Summary = "How far prices moved for the volume that it took.",
            Source = "R. W. Arms, Volume Cycles in the Stock Market, 1983",
            Input = IndicatorInput.Bars,
            Parameters =
            [
                ParameterSpec.Period(14, minimum: 1),
                ParameterSpec.Number("volumeScale", 1, 1e-9, 1e15, "by what volume is divided first; 1e8 is usual for shares"),
            ],
            Outputs = [new OutputSpec("eom", OutputScale.Number)],
            Make = (values, _) => new EaseOfMovement(values.Period, values["volumeScale"]),
        },
    ];

    public override int WarmUp => period + 1;

    public override void Update(in Bar bar)
    {
        var middle = 0.5 * (bar.High + bar.Low);
        var change = middle - previousMiddle;
        previousMiddle = middle;
        if (double.IsNaN(change)) return;
        sum.Add(bar.Volume > 0 ? change * (bar.High - bar.Low) / (bar.Volume / volumeScale) : 0);
        if (sum.IsFull) Value = sum.Sum / period;
    }

    protected override void KeepState(IndicatorState state)
    {
        sum.Keep(state);
        state.Keep(ref previousMiddle);
    }
}
