using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
namespace Tidemark.Indicators.Candlesticks;

/// <summary>
/// Tasuki gap, bullish upwards and bearish downwards: a candle; a white (black) one whose body gaps above (below) it; one of the other
/// colour and nearly the same size that opens within the second body and closes in the gap without filling it.
/// </summary>
public sealed class TasukiGap : CandlestickPattern, IIndicatorDefinition
{
    private readonly CandleAverage secondNear;

    public TasukiGap()
        : base(history: 2)
    {
        secondNear = Average(CandleSetting.Near, ago: 1);
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        Describe("cdltasukigap", "Tasuki gap",
            "A gap, and a candle of the other colour that does not close it: continuation.",
            () => new TasukiGap(), "tasuki-gap"),
    ];

    private protected override int Recognize()
    {
        ref readonly var first = ref Ago(2);
        ref readonly var second = ref Ago(1);
        ref readonly var third = ref Ago(0);
        return Signed(
            (second.IsWhite
                ? second.GapsAbove(first) && third.IsBlack
                    && third.Open < second.Close && third.Open > second.Open
                    && third.Close < second.Open && third.Close > first.BodyTop
                : second.GapsBelow(first) && third.IsWhite
                    && third.Open < second.Open && third.Open > second.Close
                    && third.Close > second.Open && third.Close < first.BodyBottom)
            && Math.Abs(second.Body - third.Body) < secondNear.Value,
            second.Color);
    }
}
