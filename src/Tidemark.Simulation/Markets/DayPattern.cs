namespace Tidemark.Simulation.Markets;

/// <summary>How busy a market is by the minute of the UTC day: quiet at 03-06 h, busiest when Europe and America overlap. Mean 1.</summary>
internal static class DayPattern
{
    public const int Minutes = 1440;

    private static readonly double[] HourlyActivity =
    [
        0.95, 0.85, 0.75, 0.68, 0.62, 0.62, 0.68, 0.80, 0.92, 0.98, 1.00, 1.02,
        1.12, 1.35, 1.60, 1.62, 1.48, 1.30, 1.18, 1.10, 1.08, 1.05, 1.02, 1.00,
    ];

    /// <summary>Volume relative to its mean, by minute of the day.</summary>
    public static readonly double[] Volume = ByMinute(activity => activity);

    /// <summary>Volatility relative to its mean, by minute of the day: the square root of activity.</summary>
    public static readonly double[] Volatility = ByMinute(Math.Sqrt);

    public static int MinuteOf(Instant time)
    {
        var minute = (int)(time.Nanoseconds / Duration.NanosecondsPerMinute % Minutes);
        return minute < 0 ? minute + Minutes : minute;
    }

    private static double[] ByMinute(Func<double, double> of)
    {
        var values = new double[Minutes];
        double sum = 0;
        for (var minute = 0; minute < Minutes; minute++)
        {
            var hour = minute / 60;
            var weight = minute % 60 / 60.0;
            values[minute] = of(HourlyActivity[hour] * (1 - weight) + HourlyActivity[(hour + 1) % 24] * weight);
            sum += values[minute];
        }
        for (var minute = 0; minute < Minutes; minute++) values[minute] *= Minutes / sum;
        return values;
    }
}
