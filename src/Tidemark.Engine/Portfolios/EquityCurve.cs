namespace Tidemark.Engine.Portfolios;

/// <summary>Equity over time. <see cref="Times"/> holds the open time of each bar in nanoseconds, <see cref="Values"/> the equity at that bar's close.</summary>
public sealed record EquityCurve
{
    /// <exception cref="ArgumentException">The two differ in length.</exception>
    public EquityCurve(ReadOnlyMemory<long> times, ReadOnlyMemory<double> values)
    {
        if (times.Length != values.Length) throw new ArgumentException("an equity curve needs one time per value");
        Times = times;
        Values = values;
    }

    public ReadOnlyMemory<long> Times { get; }

    public ReadOnlyMemory<double> Values { get; }

    public int Count => Values.Length;
}
