using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
namespace Tidemark.Indicators.Candlesticks;

/// <summary>
/// Counterattack, bullish when the second candle is white and bearish when it is black: two long candles of opposite colours with the same
/// close.
/// </summary>
public sealed class Counterattack : CandlestickPattern, IIndicatorDefinition
{
    private readonly CandleAverage firstEqual;
    private readonly CandleAverage firstLong;
    private readonly CandleAverage secondLong;

    public Counterattack()
        : base(history: 1)
    {
        firstEqual = Average(CandleSetting.Equal, ago: 1);
        firstLong = Average(CandleSetting.BodyLong, ago: 1);
        secondLong = Average(CandleSetting.BodyLong, ago: 0);
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        Describe("cdlcounterattack", "Counterattack",
            "Two long candles of opposite colours that close at the same price.",
            () => new Counterattack(), "counterattack", "counter-attack"),
    ];

    private protected override int Recognize()
    {
        ref readonly var first = ref Ago(1);
        ref readonly var second = ref Ago(0);
        return Signed(
            first.Color == -second.Color && first.Body > firstLong.Value && second.Body > secondLong.Value
            && second.Close <= first.Close + firstEqual.Value && second.Close >= first.Close - firstEqual.Value,
            second.Color);
    }
}
