using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.State;

namespace Tidemark.Indicators.Cycles;

/// <summary>Prices with their dominant cycle taken out: the mean over one whole cycle, smoothed. Warm after 64 bars.</summary>
/// <remarks>Source: J. F. Ehlers, "Rocket Science for Traders", 2001.</remarks>
public sealed class InstantaneousTrendline : SeriesIndicator, IIndicatorDefinition
{
    private const int Skipped = 37;
    private readonly CycleMeter cycle = new(Skipped);
    private CycleTrendline trendline = new();
    private int count;

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        new()
        {
            Name = "ht_trendline",
            Title = "Hilbert transform: instantaneous trendline",
            Group = IndicatorGroup.Cycles,
            Aliases = ["instantaneous-trendline"],
            Summary = "The mean of prices over one whole dominant cycle, smoothed.",
            Source = "J. F. Ehlers, Rocket Science for Traders, 2001; TA-Lib HT_TRENDLINE",
            Input = IndicatorInput.Series,
            DefaultFields = [BarField.Close],
            Outputs = [new OutputSpec("trendline", OutputScale.Level)],
            Make = IndicatorDescriptor.Series((_, field) => new InstantaneousTrendline { Source = field }),
        },
    ];

    public override int WarmUp => 64;

    public override void Update(double input)
    {
        if (count < WarmUp) count++;
        trendline.Push(input);
        if (!cycle.Update(input)) return;
        var line = trendline.Next((int)(cycle.SmoothPeriod + 0.5));
        if (count == WarmUp) Value = line;
    }

    protected override void KeepState(IndicatorState state)
    {
        cycle.Keep(state);
        trendline.Keep(state);
        state.Keep(ref count);
    }
}
