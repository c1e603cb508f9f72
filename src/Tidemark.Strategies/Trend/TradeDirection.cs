namespace Tidemark.Strategies.Trend;

/// <summary>Which positions a strategy may hold.</summary>
public enum TradeDirection : byte
{
    LongOnly,
    LongShort,
}
