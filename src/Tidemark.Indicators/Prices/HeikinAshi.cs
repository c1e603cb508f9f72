using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.State;

namespace Tidemark.Indicators.Prices;

/// <summary>
/// Averaged bars: the close is the mean of the bar's four prices, the open the middle of the averaged bar before (of open and close for the
/// first), high and low reach to both. Warm with the first bar.
/// </summary>
/// <remarks>Source: M. Homma's charts as D. Valcu described them in "Using the heikin-ashi technique", Stocks and Commodities, 2004.</remarks>
public sealed class HeikinAshi : Indicator, IIndicatorDefinition
{
    private double high = double.NaN;
    private double low = double.NaN;
    private double close = double.NaN;

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        new()
        {
            Name = "heikin_ashi",
            Title = "Heikin-Ashi bars",
            Group = IndicatorGroup.Prices,
            Aliases = ["ha"],
            Summary = "Averaged bars that show a trend as bars of one colour; their prices are not prices that were traded.",
            Source = "D. Valcu, Using the heikin-ashi technique, Stocks and Commodities 2004",
            Input = IndicatorInput.Bars,
            Outputs =
            [
                new OutputSpec("open", OutputScale.Level),
                new OutputSpec("high", OutputScale.Level),
                new OutputSpec("low", OutputScale.Level),
                new OutputSpec("close", OutputScale.Level),
            ],
            Make = (_, _) => new HeikinAshi(),
        },
    ];

    public override int WarmUp => 1;

    public override int OutputCount => 4;

    public double Open => Value;

    public double High => high;

    public double Low => low;

    public double Close => close;

    public override double Output(int index) => index switch
    {
        0 => Value,
        1 => high,
        2 => low,
        3 => close,
        _ => throw NoOutput(index),
    };

    public override void Update(in Bar bar)
    {
        var open = IsWarm ? 0.5 * (Value + close) : 0.5 * (bar.Open + bar.Close);
        close = 0.25 * (bar.Open + bar.High + bar.Low + bar.Close);
        high = Math.Max(bar.High, Math.Max(open, close));
        low = Math.Min(bar.Low, Math.Min(open, close));
        Value = open;
    }

    protected override void KeepState(IndicatorState state)
    {
        state.Keep(ref high);
        state.Keep(ref low);
        state.Keep(ref close);
    }
}
