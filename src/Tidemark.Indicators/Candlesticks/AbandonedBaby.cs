using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
namespace Tidemark.Indicators.Candlesticks;

/// <summary>
/// Abandoned baby, bearish at a top and bullish at a bottom: a long candle; a doji that lies wholly above (below) it, shadows included; a
/// candle of the other colour, not short, wholly on the near side of the doji, that closes into the first body by more than the
/// penetration.
/// </summary>
public sealed class AbandonedBaby : CandlestickPattern, IIndicatorDefinition
{
    private readonly double penetration;
    private readonly CandleAverage firstLong;
    private readonly CandleAverage secondDoji;
    private readonly CandleAverage thirdShort;

    /// <param name="penetration">The least share of the body of the first candle that is taken back.</param>
    public AbandonedBaby(double penetration = 0.3)
        : base(history: 2)
    {
        this.penetration = penetration;
        firstLong = Average(CandleSetting.BodyLong, ago: 2);
        secondDoji = Average(CandleSetting.BodyDoji, ago: 1);
        thirdShort = Average(CandleSetting.BodyShort, ago: 0);
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        Describe("cdlabandonedbaby", "Abandoned baby",
            "A doji left alone between gaps on both sides, then a candle that takes back part of the first body.",
            0.3, penetration => new AbandonedBaby(penetration), "abandoned-baby"),
    ];

    private protected override int Recognize()
    {
        ref readonly var first = ref Ago(2);
        ref readonly var second = ref Ago(1);
        ref readonly var third = ref Ago(0);
        return Signed(
            first.Body > firstLong.Value && second.Body <= secondDoji.Value && third.Body > thirdShort.Value
            && (first.IsWhite
                ? third.IsBlack && third.Close < first.Close - first.Body * penetration && second.IsWhollyAbove(first) && third.IsWhollyBelow(second)
                : third.IsWhite && third.Close > first.Close + first.Body * penetration && second.IsWhollyBelow(first) && third.IsWhollyAbove(second)),
            third.Color);
    }
}
