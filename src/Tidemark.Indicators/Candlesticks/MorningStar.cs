using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
namespace Tidemark.Indicators.Candlesticks;

/// <summary>
/// Morning star, bullish: a long black candle; a short body that gaps below it; a white candle, not short, that closes into the first body
/// by more than the penetration.
/// </summary>
public sealed class MorningStar : CandlestickPattern, IIndicatorDefinition
{
    private readonly double penetration;
    private readonly CandleAverage firstLong;
    private readonly CandleAverage secondShort;
    private readonly CandleAverage thirdShort;

    /// <param name="penetration">The least share of the body of the first candle that is taken back.</param>
    public MorningStar(double penetration = 0.3)
        : base(history: 2)
    {
        this.penetration = penetration;
        firstLong = Average(CandleSetting.BodyLong, ago: 2);
        secondShort = Average(CandleSetting.BodyShort, ago: 1);
        thirdShort = Average(CandleSetting.BodyShort, ago: 0);
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        Describe("cdlmorningstar", "Morning star",
            "A long black candle, a short one gapping below it, and a white one closing into the first body: bullish.",
            0.3, penetration => new MorningStar(penetration), "morning-star"),
    ];

    private protected override int Recognize()
    {
        ref readonly var first = ref Ago(2);
        ref readonly var second = ref Ago(1);
        ref readonly var third = ref Ago(0);
        return Bull(first.Body > firstLong.Value && first.IsBlack
            && second.Body <= secondShort.Value && second.GapsBelow(first)
            && third.Body > thirdShort.Value && third.IsWhite && third.Close > first.Close + first.Body * penetration);
    }
}
