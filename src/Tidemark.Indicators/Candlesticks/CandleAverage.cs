namespace Tidemark.Indicators.Candlesticks;

/// <summary>
/// The threshold of a setting for the candle that stands a fixed number of bars back, from the candles before that one. A running
/// total: each bar adds the difference of the length that enters and the length that leaves, as TA-Lib does, because candles that lie
/// exactly on a threshold are decided by the last bit.
/// </summary>
internal sealed class CandleAverage(CandleSetting setting, int ago)
{
    private double total;

    /// <summary>How many bars before the newest its candle stands.</summary>
    public int Ago => ago;

    public int Period => setting.Period;

    /// <summary>The threshold at the newest bar.</summary>
    public double Value => setting.Threshold(total);

    /// <summary>Takes in one of the first candles.</summary>
    public void Add(in Candle entering) => total += setting.Of(entering);

    /// <summary>Takes a candle in and lets the oldest go.</summary>
    public void Roll(in Candle entering, in Candle leaving) => total += setting.Of(entering) - setting.Of(leaving);

    public void Keep(State.IndicatorState state) => state.Keep(ref total);
}
