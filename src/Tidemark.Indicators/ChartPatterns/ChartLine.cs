using Tidemark.Indicators.State;

namespace Tidemark.Indicators.ChartPatterns;

/// <summary>A straight line over bars.</summary>
/// <param name="Price">Its price at one bar.</param>
/// <param name="Bar">That bar.</param>
/// <param name="Slope">What it gains from bar to bar.</param>
internal readonly record struct ChartLine(double Price, long Bar, double Slope)
{
    public static ChartLine Level(double price) => new(price, 0, 0);

    public static ChartLine Through(in ChartPivot older, in ChartPivot newer) =>
        new(older.Price, older.Bar, (newer.Price - older.Price) / (newer.Bar - older.Bar));

    /// <summary>The line with the same slope through another point.</summary>
    public ChartLine ParallelThrough(in ChartPivot point) => new(point.Price, point.Bar, Slope);

    public double At(long bar) => Price + Slope * (bar - Bar);

    public static void Keep(IndicatorState state, ref ChartLine line)
    {
        var (price, bar, slope) = line;
        state.Keep(ref price);
        state.Keep(ref bar);
        state.Keep(ref slope);
        line = new ChartLine(price, bar, slope);
    }
}
