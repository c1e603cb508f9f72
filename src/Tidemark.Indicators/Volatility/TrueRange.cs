using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.State;

namespace Tidemark.Indicators.Volatility;

/// <summary>A bar's range, stretched to the close before it, in price units. Warm after 2 bars.</summary>
/// <remarks>Source: J. W. Wilder, "New Concepts in Technical Trading Systems", 1978.</remarks>
public sealed class TrueRange : Indicator, IIndicatorDefinition
{
    private double previousClose = double.NaN;

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        new()
        {
            Name = "trange",
            Title = "True range",
            Group = IndicatorGroup.Volatility,
            Aliases = ["true-range"],
            Summary = "A bar's range, stretched to the close before it.",
            Source = "J. W. Wilder, New Concepts in Technical Trading Systems, 1978; TA-Lib TRANGE",
            Input = IndicatorInput.Bars,
            Outputs = [new OutputSpec("trange", OutputScale.Difference)],
            Make = (_, _) => new TrueRange(),
        },
    ];

    public override int WarmUp => 2;

    /// <summary>The true range of a bar after a close.</summary>
    public static double Of(in Bar bar, double previousClose) => Of(bar.High, bar.Low, previousClose);

    /// <summary>The true range of a bar after a close: from the lower of low and close to the higher of high and close.</summary>
    internal static double Of(double high, double low, double previousClose) => double.MaxNative(high, previousClose) - double.MinNative(low, previousClose);

    public override void Update(in Bar bar)
    {
        if (!double.IsNaN(previousClose)) Value = Of(bar, previousClose);
        previousClose = bar.Close;
    }

    protected override void KeepState(IndicatorState state) => state.Keep(ref previousClose);
}
