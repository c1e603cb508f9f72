using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
namespace Tidemark.Indicators.Candlesticks;

/// <summary>
/// Doji star, bearish above a white and bullish below a black candle: a long body, and a doji that gaps away from it in its direction.
/// </summary>
public sealed class DojiStar : CandlestickPattern, IIndicatorDefinition
{
    private readonly CandleAverage firstLong;
    private readonly CandleAverage secondDoji;

    public DojiStar()
        : base(history: 1)
    {
        firstLong = Average(CandleSetting.BodyLong, ago: 1);
        secondDoji = Average(CandleSetting.BodyDoji, ago: 0);
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        Describe("cdldojistar", "Doji star",
            "A doji that gaps away from a long candle.",
            () => new DojiStar(), "doji-star"),
    ];

    private protected override int Recognize()
    {
        ref readonly var first = ref Ago(1);
        ref readonly var second = ref Ago(0);
        return Signed(
            first.Body > firstLong.Value && second.Body <= secondDoji.Value
            && (first.IsWhite ? second.GapsAbove(first) : second.GapsBelow(first)),
            -first.Color);
    }
}
