using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.MovingAverages;
using Tidemark.Indicators.State;

namespace Tidemark.Indicators.Volume;

/// <summary>The exponential mean of change times volume: how much trading stands behind a move. Warm after n + 1 bars.</summary>
/// <remarks>Source: A. Elder, "Trading for a Living", 1993.</remarks>
public sealed class ForceIndex(int period) : Indicator, IIndicatorDefinition
{
    private readonly ExponentialMovingAverage mean = new(period);
    private double previousClose = double.NaN;

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        new()
        {
            Name = "force_index",
            Title = "Force index",
            Group = IndicatorGroup.Volume,
            Aliases = ["efi", "elder-force-index"],
            Summary = "The exponential mean of change times volume.",
            Source = "A. Elder, Trading for a Living, 1993",
            Input = IndicatorInput.Bars,
            Parameters = [ParameterSpec.Period(13, minimum: 1)],
            Outputs = [new OutputSpec("force", OutputScale.Number, "change of price times volume")],
            Make = (values, _) => new ForceIndex(values.Period),
        },
    ];

    public override int WarmUp => period + 1;

    public override void Update(in Bar bar)
    {
        var change = bar.Close - previousClose;
        previousClose = bar.Close;
        if (double.IsNaN(change)) return;
        mean.Update(change * bar.Volume);
        Value = mean.Value;
    }

    protected override void KeepState(IndicatorState state)
    {
        state.Keep(mean);
        state.Keep(ref previousClose);
    }
}
