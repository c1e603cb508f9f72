using Tidemark.Analytics.Risk;

namespace Tidemark.Research.Results;

/// <summary>When the deepest drawdown happened. All null when equity never fell; the recovery also when it has not come.</summary>
/// <param name="Peak">The last bar of the period at the peak, or the start of the run.</param>
/// <param name="Trough">The last bar of the lowest period.</param>
/// <param name="Recovery">The last bar of the first period at or above the peak again.</param>
public readonly record struct DrawdownDates(Instant? Peak, Instant? Trough, Instant? Recovery)
{
    internal static DrawdownDates Of(Drawdown drawdown, ReadOnlySpan<long> periodTimes, Instant start) => drawdown.Depth < 0
        ? new DrawdownDates(
            drawdown.PeakIndex < 0 ? start : new Instant(periodTimes[drawdown.PeakIndex]),
            new Instant(periodTimes[drawdown.TroughIndex]),
            drawdown.RecoveryIndex is { } recovery ? new Instant(periodTimes[recovery]) : null)
        : default;
}
