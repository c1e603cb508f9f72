using System.Buffers.Text;
using System.Globalization;

namespace Tidemark.Research.Results;

/// <summary>Writes ascending times as ISO-8601 text into bytes; remembers the day, which rarely changes.</summary>
internal struct InstantFormatter
{
    private const int DateLength = 10;
    private readonly byte[] date = new byte[DateLength];
    private int day = int.MinValue;

    public InstantFormatter() { }

    /// <summary>Writes the same text as <see cref="Instant.ToString"/> and returns its length, at most 30.</summary>
    public int Format(long nanoseconds, Span<byte> destination)
    {
        var time = new Instant(nanoseconds);
        if (time.UnixDay != day) TakeDay(time);
        var ofDay = nanoseconds - day * Duration.NanosecondsPerDay;
        var seconds = (int)(ofDay / Instant.NanosecondsPerSecond);
        var fraction = ofDay - seconds * Instant.NanosecondsPerSecond;
        date.CopyTo(destination);
        destination[10] = (byte)'T';
        TwoDigits(destination[11..], seconds / 3600);
        destination[13] = (byte)':';
        TwoDigits(destination[14..], seconds / 60 % 60);
        destination[16] = (byte)':';
        TwoDigits(destination[17..], seconds % 60);
        var length = 19;
        if (fraction != 0) length += Fraction(destination[19..], fraction);
        destination[length] = (byte)'Z';
        return length + 1;
    }

    private void TakeDay(Instant time)
    {
        day = time.UnixDay;
        DateTime.UnixEpoch.AddDays(day).TryFormat(date, out _, "yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    private static void TwoDigits(Span<byte> destination, int value)
    {
        destination[0] = (byte)('0' + value / 10);
        destination[1] = (byte)('0' + value % 10);
    }

    private static int Fraction(Span<byte> destination, long nanoseconds)
    {
        destination[0] = (byte)'.';
        var (value, digits) = nanoseconds % 1_000_000 == 0 ? (nanoseconds / 1_000_000, 3) : nanoseconds % 1_000 == 0 ? (nanoseconds / 1_000, 6) : (nanoseconds, 9);
        Utf8Formatter.TryFormat(value, destination[1..], out _, new System.Buffers.StandardFormat('D', (byte)digits));
        return 1 + digits;
    }
}
