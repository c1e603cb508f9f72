using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
namespace Tidemark.Indicators.Candlesticks;

/// <summary>
/// Three inside up (bullish) or down (bearish): a long body; a short body inside it; a candle of the colour opposite to the first that
/// closes beyond the open of the first.
/// </summary>
public sealed class ThreeInside : CandlestickPattern, IIndicatorDefinition
{
    private readonly CandleAverage firstLong;
    private readonly CandleAverage secondShort;

    public ThreeInside()
        : base(history: 2)
    {
        firstLong = Average(CandleSetting.BodyLong, ago: 2);
        secondShort = Average(CandleSetting.BodyShort, ago: 1);
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        Describe("cdl3inside", "Three inside up or down",
            "A harami confirmed by a third candle that closes beyond the open of the first.",
            () => new ThreeInside(), "three-inside", "three-inside-up", "three-inside-down"),
    ];

    private protected override int Recognize()
    {
        ref readonly var first = ref Ago(2);
        ref readonly var second = ref Ago(1);
        ref readonly var third = ref Ago(0);
        return Signed(
            first.Body > firstLong.Value && second.Body <= secondShort.Value
            && second.BodyTop < first.BodyTop && second.BodyBottom > first.BodyBottom
            && (first.IsWhite ? third.IsBlack && third.Close < first.Open : third.IsWhite && third.Close > first.Open),
            -first.Color);
    }
}
