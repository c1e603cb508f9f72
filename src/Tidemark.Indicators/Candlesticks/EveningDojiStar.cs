using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
namespace Tidemark.Indicators.Candlesticks;

/// <summary>
/// Evening doji star, bearish: a long white candle; a doji whose body gaps above it; a black candle, not short, that closes into the first
/// body by more than the penetration.
/// </summary>
public sealed class EveningDojiStar : CandlestickPattern, IIndicatorDefinition
{
    private readonly double penetration;
    private readonly CandleAverage firstLong;
    private readonly CandleAverage secondDoji;
    private readonly CandleAverage thirdShort;

    /// <param name="penetration">The least share of the body of the first candle that is taken back.</param>
    public EveningDojiStar(double penetration = 0.3)
        : base(history: 2)
    {
        this.penetration = penetration;
        firstLong = Average(CandleSetting.BodyLong, ago: 2);
        secondDoji = Average(CandleSetting.BodyDoji, ago: 1);
        thirdShort = Average(CandleSetting.BodyShort, ago: 0);
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        Describe("cdleveningdojistar", "Evening doji star",
            "A long white candle, a doji gapping above it, and a black one closing into the first body: bearish.",
            0.3, penetration => new EveningDojiStar(penetration), "evening-doji-star"),
    ];

    private protected override int Recognize()
    {
        ref readonly var first = ref Ago(2);
        ref readonly var second = ref Ago(1);
        ref readonly var third = ref Ago(0);
        return Bear(first.Body > firstLong.Value && first.IsWhite
            && second.Body <= secondDoji.Value && second.GapsAbove(first)
            && third.Body > thirdShort.Value && third.IsBlack && third.Close < first.Close - first.Body * penetration);
    }
}
