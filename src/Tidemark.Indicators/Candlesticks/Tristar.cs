using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
namespace Tidemark.Indicators.Candlesticks;

/// <summary>
/// Tristar, bearish at a top and bullish at a bottom: three doji (all measured against the average at the first), the body of the second
/// gapping above (below) the first and the third not reaching as far.
/// </summary>
public sealed class Tristar : CandlestickPattern, IIndicatorDefinition
{
    private readonly CandleAverage doji;

    public Tristar()
        : base(history: 2)
    {
        doji = Average(CandleSetting.BodyDoji, ago: 2);
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        Describe("cdltristar", "Tristar",
            "Three doji, the middle one gapping away.",
            () => new Tristar(), "tristar", "tri-star"),
    ];

    private protected override int Recognize()
    {
        ref readonly var first = ref Ago(2);
        ref readonly var second = ref Ago(1);
        ref readonly var third = ref Ago(0);
        if (first.Body > doji.Value || second.Body > doji.Value || third.Body > doji.Value) return 0;
        if (second.GapsAbove(first)) return Bear(third.BodyTop < second.BodyTop);
        return Bull(second.GapsBelow(first) && third.BodyBottom > second.BodyBottom);
    }
}
