using Tidemark.Indicators;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.Columns;
using Tidemark.Simulation.Markets;

namespace Tidemark.Cli.Commands.Bench;

/// <summary>
/// The indicators that TA-Lib's users compute most, with their usual parameters, over a million bars: as columns, and bar by bar through
/// <see cref="Indicator.Update(in Bar)"/>. Nanoseconds are processor time, which a busy machine leaves comparable.
/// </summary>
internal sealed class IndicatorsBenchmark : IBenchmark
{
    private const int Bars = 1_000_000;
    private const int Passes = 5;
    private const int WarmUpPasses = 3;
    private static readonly string[] Names = ["sma", "ema", "rsi", "macd", "bbands", "atr", "stoch", "adx"];
    private readonly double[] room = new double[3 * Bars];
    private Bar[] bars = [];
    private BarColumns columns = null!;

    public void Prepare(BenchContext context)
    {
        columns = new SyntheticMarket(new SyntheticMarketOptions(1, Interval.Minutes(1), Instant.FromDate(2020, 1, 1))).Generate(Bars);
        bars = new Bar[Bars];
        for (var i = 0; i < bars.Length; i++) bars[i] = columns[i];
        foreach (var name in Names)
            for (var pass = 0; pass < WarmUpPasses; pass++)
            {
                Compute(name);
                Stream(Create(name));
                // The just-in-time compiler replaces what has run often, on a thread of its own, after a moment.
                Thread.Sleep(150);
            }
    }

    public IReadOnlyList<BenchMetric> Run(BenchContext context)
    {
        var metrics = new List<BenchMetric>();
        foreach (var name in Names)
            metrics.Add(new BenchMetric($"{name}BatchNanoseconds", MedianNanoseconds(() => Compute(name)), "ns/bar", BetterDirection.Lower));
        foreach (var name in Names)
            metrics.Add(new BenchMetric($"{name}StreamingNanoseconds", MedianNanoseconds(() => Stream(Create(name))), "ns/update", BetterDirection.Lower));
        foreach (var name in Names)
            metrics.Add(new BenchMetric($"{name}AllocatedBytesPerUpdate", AllocatedBytes(name) / (double)Bars, "bytes/update", BetterDirection.Lower));
        return metrics;
    }

    private static Indicator Create(string name) => IndicatorCatalog.Standard.Find(name).Create();

    private static double MedianNanoseconds(Action pass)
    {
        var seconds = new double[Passes];
        for (var i = 0; i < seconds.Length; i++)
        {
            BenchContext.CleanHeap();
            var before = Environment.CpuUsage.TotalTime;
            pass();
            seconds[i] = (Environment.CpuUsage.TotalTime - before).TotalSeconds;
        }
        Array.Sort(seconds);
        return seconds[Passes / 2] * 1e9 / Bars;
    }

    private void Compute(string name)
    {
        var indicator = Create(name);
        var outputs = indicator.OutputCount;
        indicator.Compute(BarSpans.Of(columns), new OutputColumns(room.AsSpan(0, outputs * Bars), outputs, Bars));
        if (double.IsNaN(room[outputs * Bars - 1])) throw new InvalidOperationException($"{name} has no last value");
    }

    private void Stream(Indicator indicator)
    {
        foreach (ref readonly var bar in bars.AsSpan()) indicator.Update(bar);
        if (!indicator.IsWarm) throw new InvalidOperationException("an indicator has no last value");
    }

    private long AllocatedBytes(string name)
    {
        var indicator = Create(name);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Stream(indicator);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
