using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
namespace Tidemark.Indicators.Candlesticks;

/// <summary>
/// Homing pigeon, bullish: a long black candle, and a short black one with its body inside the first.
/// </summary>
public sealed class HomingPigeon : CandlestickPattern, IIndicatorDefinition
{
    private readonly CandleAverage firstLong;
    private readonly CandleAverage secondShort;

    public HomingPigeon()
        : base(history: 1)
    {
        firstLong = Average(CandleSetting.BodyLong, ago: 1);
        secondShort = Average(CandleSetting.BodyShort, ago: 0);
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        Describe("cdlhomingpigeon", "Homing pigeon",
            "A short black body inside a long black one: bullish.",
            () => new HomingPigeon(), "homing-pigeon"),
    ];

    private protected override int Recognize()
    {
        ref readonly var first = ref Ago(1);
        ref readonly var second = ref Ago(0);
        return Bull(first.IsBlack && second.IsBlack
            && first.Body > firstLong.Value && second.Body <= secondShort.Value
            && second.Open < first.Open && second.Close > first.Close);
    }
}
