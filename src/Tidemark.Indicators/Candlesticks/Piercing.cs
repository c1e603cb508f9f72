using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
namespace Tidemark.Indicators.Candlesticks;

/// <summary>
/// Piercing line, bullish: a long black candle; a long white one that opens below its low and closes within its body, above the middle.
/// </summary>
public sealed class Piercing : CandlestickPattern, IIndicatorDefinition
{
    private readonly CandleAverage firstLong;
    private readonly CandleAverage secondLong;

    public Piercing()
        : base(history: 1)
    {
        firstLong = Average(CandleSetting.BodyLong, ago: 1);
        secondLong = Average(CandleSetting.BodyLong, ago: 0);
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        Describe("cdlpiercing", "Piercing",
            "A white candle opens below a long black one and closes above the middle of its body: bullish.",
            () => new Piercing(), "piercing", "piercing-line", "piercing-pattern"),
    ];

    private protected override int Recognize()
    {
        ref readonly var first = ref Ago(1);
        ref readonly var second = ref Ago(0);
        return Bull(first.IsBlack && first.Body > firstLong.Value
            && second.IsWhite && second.Body > secondLong.Value
            && second.Open < first.Low && second.Close < first.Open
            && second.Close > first.Close + first.Body * 0.5);
    }
}
