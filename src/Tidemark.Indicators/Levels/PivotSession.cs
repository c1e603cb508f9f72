using Tidemark.Indicators.State;

namespace Tidemark.Indicators.Levels;

/// <summary>
/// Collects bars into sessions, UTC days or weeks from Monday by their open times, and keeps the last completed one. A session is
/// completed by the first bar of a later one. The first session counts only if its first bar opens with it; days without bars are no
/// sessions.
/// </summary>
internal struct PivotSession(bool isWeekly)
{
    private const int MondayOffset = 3; // 1970-01-01 was a Thursday
    private readonly bool isWeekly = isWeekly;
    private long session = long.MinValue;
    private bool isWhole;
    private double high;
    private double low;
    private double close;

    /// <summary>Takes the next bar; true when it completes the session before it, which is then given.</summary>
    public bool Add(in Bar bar, out double sessionHigh, out double sessionLow, out double sessionClose)
    {
        (sessionHigh, sessionLow, sessionClose) = (high, low, close);
        var next = isWeekly ? (long)Math.Floor((bar.OpenTime.UnixDay + MondayOffset) / 7.0) : bar.OpenTime.UnixDay;
        if (next == session)
        {
            high = Math.Max(high, bar.High);
            low = Math.Min(low, bar.Low);
            close = bar.Close;
            return false;
        }
        var isFirst = session == long.MinValue;
        var completes = !isFirst && isWhole;
        isWhole = !isFirst || bar.OpenTime.Nanoseconds == StartDay(next) * Duration.NanosecondsPerDay;
        session = next;
        (high, low, close) = (bar.High, bar.Low, bar.Close);
        return completes;
    }

    public void Keep(IndicatorState state)
    {
        state.Keep(ref session);
        state.Keep(ref isWhole);
        state.Keep(ref high);
        state.Keep(ref low);
        state.Keep(ref close);
    }

    private readonly long StartDay(long index) => isWeekly ? index * 7 - MondayOffset : index;
}
