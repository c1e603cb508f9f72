using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.State;

namespace Tidemark.Indicators.Volume;

/// <summary>
/// Chaikin's running total of volume weighted by where the close stands in the bar's range, 1 at the high and -1 at the low; a bar without
/// range adds nothing. Warm with the first bar.
/// </summary>
/// <remarks>Source: M. Chaikin, 1970s.</remarks>
public sealed class AccumulationDistribution : Indicator, IIndicatorDefinition
{
    private double total;

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        new()
        {
            Name = "ad",
            Title = "Accumulation/distribution line",
            Group = IndicatorGroup.Volume,
            Aliases = ["accumulation-distribution"],
            Summary = "A running total of volume weighted by where the close stands in the bar's range.",
            Source = "M. Chaikin, 1970s; TA-Lib AD",
            Input = IndicatorInput.Bars,
            Outputs = [new OutputSpec("ad", OutputScale.Volume)],
            Make = (_, _) => new AccumulationDistribution(),
        },
    ];

    public override int WarmUp => 1;

    public override void Update(in Bar bar)
    {
        total += Flow(bar);
        Value = total;
    }

    /// <summary>A bar's volume weighted by where its close stands in its range.</summary>
    internal static double Flow(in Bar bar)
    {
        var range = bar.High - bar.Low;
        return range > 0 ? (bar.Close - bar.Low - (bar.High - bar.Close)) / range * bar.Volume : 0;
    }

    protected override void KeepState(IndicatorState state) => state.Keep(ref total);
}
