using System.Globalization;

namespace Tidemark.Domain;

/// <summary>
/// The length of a bar: a count and a unit, written <c>1m</c>, <c>4h</c>, <c>1d</c>, <c>1w</c>, <c>1M</c>. Bars are aligned in
/// UTC: seconds to days count from 1970-01-01, weeks from Monday 1970-01-05, months from January 1970.
/// </summary>
public readonly record struct Interval
{
    private const long FirstMondayNanoseconds = 4 * Duration.NanosecondsPerDay;
    private const int LargestCount = 100_000;

    /// <exception cref="ArgumentOutOfRangeException">The count is not between 1 and 100,000.</exception>
    public Interval(int count, IntervalUnit unit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, LargestCount);
        Count = count;
        Unit = unit;
    }

    public int Count { get; }

    public IntervalUnit Unit { get; }

    public static Interval Minutes(int count) => new(count, IntervalUnit.Minute);
    public static Interval Hours(int count) => new(count, IntervalUnit.Hour);
    public static Interval Days(int count) => new(count, IntervalUnit.Day);

    /// <summary>Whether every bar has the same length in nanoseconds (all but months).</summary>
    public bool IsFixed => Unit != IntervalUnit.Month;

    /// <summary>The length of a bar in nanoseconds; for months 30 days a month, to order intervals by length only.</summary>
    public long ApproximateNanoseconds => Count * UnitNanoseconds;

    private long UnitNanoseconds => Unit switch
    {
        IntervalUnit.Second => Instant.NanosecondsPerSecond,
        IntervalUnit.Minute => Duration.NanosecondsPerMinute,
        IntervalUnit.Hour => Duration.NanosecondsPerHour,
        IntervalUnit.Day => Duration.NanosecondsPerDay,
        IntervalUnit.Week => 7 * Duration.NanosecondsPerDay,
        _ => 30 * Duration.NanosecondsPerDay,
    };

    /// <summary>The open time of the bar that contains <paramref name="time"/>.</summary>
    public Instant OpenOf(Instant time)
    {
        if (Unit == IntervalUnit.Month) return MonthOpen(Instant.FloorDivide(MonthIndex(time), Count));
        var origin = Unit == IntervalUnit.Week ? FirstMondayNanoseconds : 0;
        var length = ApproximateNanoseconds;
        return new Instant(Instant.FloorDivide(time.Nanoseconds - origin, length) * length + origin);
    }

    /// <summary>The close time of the bar that opens at <paramref name="open"/>: the open time of the next one.</summary>
    public Instant CloseOf(Instant open) =>
        Unit == IntervalUnit.Month ? MonthOpen(Instant.FloorDivide(MonthIndex(open), Count) + 1) : new Instant(open.Nanoseconds + ApproximateNanoseconds);

    public bool IsAligned(Instant open) => OpenOf(open) == open;

    /// <summary>Whether bars of this interval can be built from whole bars of <paramref name="finer"/> without splitting one.</summary>
    public bool CanBeBuiltFrom(Interval finer)
    {
        if (finer == this) return true;
        if (!finer.IsFixed) return Unit == IntervalUnit.Month && Count % finer.Count == 0;
        if (Unit == IntervalUnit.Month) return Duration.NanosecondsPerDay % finer.ApproximateNanoseconds == 0;
        if (finer.Unit == IntervalUnit.Week && Unit != IntervalUnit.Week) return false;
        if (ApproximateNanoseconds % finer.ApproximateNanoseconds != 0) return false;
        return Unit != IntervalUnit.Week || finer.Unit == IntervalUnit.Week || Duration.NanosecondsPerDay % finer.ApproximateNanoseconds == 0;
    }

    /// <summary>How many bars open in [from, to), counted from aligned times.</summary>
    public long CountBetween(Instant from, Instant to)
    {
        if (to <= from) return 0;
        if (Unit == IntervalUnit.Month) return (MonthIndex(to) - MonthIndex(from)) / Count;
        return (to.Nanoseconds - from.Nanoseconds) / ApproximateNanoseconds;
    }

    public static bool TryParse(ReadOnlySpan<char> text, out Interval interval)
    {
        interval = default;
        if (text.Length < 2 || !TryUnit(text[^1], out var unit)) return false;
        if (!int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count is < 1 or > LargestCount) return false;
        interval = new Interval(count, unit);
        return true;
    }

    /// <exception cref="FormatException">The text is not a count and one of s m h d w M.</exception>
    public static Interval Parse(ReadOnlySpan<char> text) =>
        TryParse(text, out var interval) ? interval : throw new FormatException($"'{text}' is not an interval; write a count and one of s m h d w M, such as 1m, 4h, 1d");

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Count}{"smhdwM"[(int)Unit]}");

    private static bool TryUnit(char letter, out IntervalUnit unit)
    {
        var index = "smhdwM".IndexOf(letter, StringComparison.Ordinal);
        unit = (IntervalUnit)Math.Max(index, 0);
        return index >= 0;
    }

    private static int MonthIndex(Instant time)
    {
        var date = time.ToDateTime();
        return (date.Year - 1970) * 12 + date.Month - 1;
    }

    private Instant MonthOpen(long period)
    {
        var month = period * Count;
        var year = Instant.FloorDivide(month, 12);
        return Instant.FromDate((int)(1970 + year), (int)(month - year * 12) + 1, 1);
    }
}
