using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
namespace Tidemark.Indicators.Candlesticks;

/// <summary>
/// Morning doji star, bullish: a long black candle; a doji whose body gaps below it; a white candle, not short, that closes into the first
/// body by more than the penetration.
/// </summary>
public sealed class MorningDojiStar : CandlestickPattern, IIndicatorDefinition
{
    private readonly double penetration;
    private readonly CandleAverage firstLong;
    private readonly CandleAverage secondDoji;
    private readonly CandleAverage thirdShort;

    /// <param name="penetration">The least share of the body of the first candle that is taken back.</param>
    public MorningDojiStar(double penetration = 0.3)
        : base(history: 2)
    {
        this.penetration = penetration;
        firstLong = Average(CandleSetting.BodyLong, ago: 2);
        secondDoji = Average(CandleSetting.BodyDoji, ago: 1);
        thirdShort = Average(CandleSetting.BodyShort, ago: 0);
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        Describe("cdlmorningdojistar", "Morning doji star",
            "A long black candle, a doji gapping below it, and a white one closing into the first body: bullish.",
            0.3, penetration => new MorningDojiStar(penetration), "morning-doji-star"),
    ];

    private protected override int Recognize()
    {
        ref readonly var first = ref Ago(2);
        ref readonly var second = ref Ago(1);
        ref readonly var third = ref Ago(0);
        return Bull(first.Body > firstLong.Value && first.IsBlack
            && second.Body <= secondDoji.Value && second.GapsBelow(first)
            && third.Body > thirdShort.Value && third.IsWhite && third.Close > first.Close + first.Body * penetration);
    }
}
