using System.Diagnostics;
using System.Globalization;
using Tidemark.Simulation.Matching;

namespace Tidemark.Cli.Commands.Bench.Matching;

/// <summary>
/// The matching engine on one thread: commands a second over a whole pass, by the wall clock and by processor time, with changed levels
/// read every 1,024 commands; and in a pass of its own each command between two readings of the clock.
/// </summary>
internal sealed class MatchingBenchmark : IBenchmark
{
    private const int RestingOrders = 5_000;
    private const int Operations = 4_000_000;
    private const int TimedOperations = 1_000_000;
    private const int WarmUpPasses = 3;
    private readonly MatchEvents events = new();
    private readonly LevelChanges changes = new();
    private MatchingWorkload workload = null!;

    public void Prepare(BenchContext context)
    {
        workload = new MatchingWorkload(RestingOrders, Operations);
        context.Notes.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"note: {Operations:N0} commands, seed 1, 52 % resting, 6 % crossing, 42 % cancellations; {workload.LeastOrders:N0} to {workload.MostOrders:N0} orders in the book; {workload.Trades:N0} trades"));
        for (var pass = 0; pass < WarmUpPasses; pass++)
        {
            Pass(Opened());
            TimedPass(Opened());
            // The just-in-time compiler replaces what has run often, on a thread of its own, after a moment.
            Thread.Sleep(150);
        }
    }

    public IReadOnlyList<BenchMetric> Run(BenchContext context)
    {
        var engine = Opened();
        BenchContext.CleanHeap();
        var bytesBefore = GC.GetAllocatedBytesForCurrentThread();
        var processorBefore = Environment.CpuUsage.TotalTime;
        var started = Stopwatch.GetTimestamp();
        Pass(engine);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var processorSeconds = (Environment.CpuUsage.TotalTime - processorBefore).TotalSeconds;
        var bytes = GC.GetAllocatedBytesForCurrentThread() - bytesBefore;
        if (engine.NextTradeId - 1 != workload.Trades) throw new InvalidOperationException("the commands did not give the trades that they gave before");
        var times = TimedPass(Opened());
        return
        [
            new BenchMetric("operationsPerSecond", Operations / seconds, "operations/s", BetterDirection.Higher),
            new BenchMetric("operationsPerProcessorSecond", Operations / processorSeconds, "operations/s", BetterDirection.Higher),
            new BenchMetric("p50Nanoseconds", At(times, 0.5), "ns", BetterDirection.Lower),
            new BenchMetric("p99Nanoseconds", At(times, 0.99), "ns", BetterDirection.Lower),
            new BenchMetric("p999Nanoseconds", At(times, 0.999), "ns", BetterDirection.Lower),
            new BenchMetric("timerNanoseconds", TimerNanoseconds(), "ns", BetterDirection.Lower),
            new BenchMetric("allocatedBytes", bytes, "bytes", BetterDirection.Lower),
        ];
    }

    /// <summary>An engine with the orders that are there before the measurement.</summary>
    private MatchingEngine Opened()
    {
        var engine = new MatchingEngine(MatchingWorkload.Options);
        foreach (ref readonly var operation in workload.Opening.AsSpan()) MatchingWorkload.Carry(operation, engine, events);
        engine.ReadChanges(changes);
        return engine;
    }

    private void Pass(MatchingEngine engine)
    {
        var operations = workload.Operations;
        for (var i = 0; i < operations.Length; i++)
        {
            MatchingWorkload.Carry(operations[i], engine, events);
            if (i % MatchingWorkload.ChangesEvery == 0) engine.ReadChanges(changes);
        }
    }

    /// <summary>The time of each of the first million commands in clock ticks, ascending; the reading of the clock is in it.</summary>
    private int[] TimedPass(MatchingEngine engine)
    {
        var times = new int[TimedOperations];
        BenchContext.CleanHeap();
        for (var i = 0; i < times.Length; i++)
        {
            ref readonly var operation = ref workload.Operations[i];
            var started = Stopwatch.GetTimestamp();
            MatchingWorkload.Carry(operation, engine, events);
            times[i] = (int)(Stopwatch.GetTimestamp() - started);
            if (i % MatchingWorkload.ChangesEvery == 0) engine.ReadChanges(changes);
        }
        Array.Sort(times);
        return times;
    }

    private static double At(int[] sortedTimes, double share) => sortedTimes[(int)(share * (sortedTimes.Length - 1))] * (1e9 / Stopwatch.Frequency);

    /// <summary>What two readings of the clock one after the other show: it is in every single time, and not subtracted.</summary>
    private static double TimerNanoseconds()
    {
        var times = new int[100_000];
        for (var i = 0; i < times.Length; i++)
        {
            var started = Stopwatch.GetTimestamp();
            times[i] = (int)(Stopwatch.GetTimestamp() - started);
        }
        Array.Sort(times);
        return At(times, 0.5);
    }
}
