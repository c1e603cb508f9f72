using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
namespace Tidemark.Indicators.Candlesticks;

/// <summary>
/// Evening star, bearish: a long white candle; a short body that gaps above it; a black candle, not short, that closes into the first body
/// by more than the penetration.
/// </summary>
public sealed class EveningStar : CandlestickPattern, IIndicatorDefinition
{
    private readonly double penetration;
    private readonly CandleAverage firstLong;
    private readonly CandleAverage secondShort;
    private readonly CandleAverage thirdShort;

    /// <param name="penetration">The least share of the body of the first candle that is taken back.</param>
    public EveningStar(double penetration = 0.3)
        : base(history: 2)
    {
        this.penetration = penetration;
        firstLong = Average(CandleSetting.BodyLong, ago: 2);
        secondShort = Average(CandleSetting.BodyShort, ago: 1);
        thirdShort = Average(CandleSetting.BodyShort, ago: 0);
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        Describe("cdleveningstar", "Evening star",
            "A long white candle, a short one gapping above it, and a black one closing into the first body: bearish.",
            0.3, penetration => new EveningStar(penetration), "evening-star"),
    ];

    private protected override int Recognize()
    {
        ref readonly var first = ref Ago(2);
        ref readonly var second = ref Ago(1);
        ref readonly var third = ref Ago(0);
        return Bear(first.Body > firstLong.Value && first.IsWhite
            && second.Body <= secondShort.Value && second.GapsAbove(first)
            && third.Body > thirdShort.Value && third.IsBlack && third.Close < first.Close - first.Body * penetration);
    }
}
