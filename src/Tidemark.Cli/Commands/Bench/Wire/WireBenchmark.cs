using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Tidemark.Venues.Binance.Wire;

namespace Tidemark.Cli.Commands.Bench.Wire;

/// <summary>
/// Messages of Binance's hot streams on one thread, as a connection hands them on: told apart by their first fields, then read by their
/// parser to ticks and lots, a trade or a bar. Beside them the same messages through System.Text.Json's source-generated readers.
/// </summary>
internal sealed class WireBenchmark : IBenchmark
{
    private const int DepthPasses = 200;
    private const int SmallPasses = 800;
    private const int PlainPasses = 20;

    private readonly WireMessages messages = new();
    private readonly WireScale scale = new(new BookScale(0.01m, 0.00000001m));
    private readonly DepthUpdate depth = new();
    private long sum;

    public void Prepare(BenchContext context)
    {
        context.Notes.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"note: generated messages of a combined stream, seed 1: depth {messages.Depth.Average(m => m.Length):0} bytes, kline {messages.Klines.Average(m => m.Length):0}, trade {messages.Trades.Average(m => m.Length):0}; beside them System.Text.Json's source-generated reader"));
        Check();
        for (var round = 0; round < 3; round++)
        {
            Pass(messages.Depth, 10);
            Pass(messages.Klines, 20);
            Pass(messages.Trades, 20);
            PlainDepth(2);
            PlainKlines(2);
            PlainTrades(2);
            // The just-in-time compiler replaces what has run often, on a thread of its own, after a moment.
            Thread.Sleep(150);
        }
    }

    public IReadOnlyList<BenchMetric> Run(BenchContext context) =>
    [
        .. Measure("depth", messages.Depth, DepthPasses, PlainDepth),
        .. Measure("kline", messages.Klines, SmallPasses, PlainKlines),
        .. Measure("trade", messages.Trades, SmallPasses, PlainTrades),
    ];

    private IEnumerable<BenchMetric> Measure(string name, byte[][] of, int passes, Action<int> plain)
    {
        BenchContext.CleanHeap();
        var bytesBefore = GC.GetAllocatedBytesForCurrentThread();
        var started = Stopwatch.GetTimestamp();
        Pass(of, passes);
        var rate = (double)of.Length * passes / Stopwatch.GetElapsedTime(started).TotalSeconds;
        var bytes = GC.GetAllocatedBytesForCurrentThread() - bytesBefore;
        BenchContext.CleanHeap();
        started = Stopwatch.GetTimestamp();
        plain(PlainPasses);
        var plainRate = (double)of.Length * PlainPasses / Stopwatch.GetElapsedTime(started).TotalSeconds;
        return
        [
            new BenchMetric($"{name}MessagesPerSecond", rate, "messages/s", BetterDirection.Higher),
            new BenchMetric($"{name}MegabytesPerSecond", rate * of.Average(m => m.Length) / 1e6, "MB/s", BetterDirection.Higher),
            new BenchMetric($"{name}AllocatedBytesPerMessage", (double)bytes / of.Length / passes, "bytes", BetterDirection.Lower),
            new BenchMetric($"{name}SourceGeneratedPerSecond", plainRate, "messages/s", BetterDirection.Higher),
            new BenchMetric($"{name}Ratio", rate / plainRate, "ratio", BetterDirection.Higher),
        ];
    }

    private void Pass(byte[][] of, int passes)
    {
        for (var pass = 0; pass < passes; pass++)
            foreach (var message in of) Take(message);
    }

    private void Take(ReadOnlySpan<byte> message)
    {
        var result = StreamMessage.Read(message, out var found);
        if (result.IsOk)
        {
            switch (found.Kind)
            {
                case StreamKind.Depth:
                    result = DepthParser.Read(message, scale, depth);
                    sum += depth.LastId + depth.Ticks.Length;
                    break;
                case StreamKind.Kline:
                    result = KlineParser.Read(message, out var kline);
                    sum += kline.TradeCount;
                    break;
                default:
                    result = TradeParser.Read(message, out var trade);
                    sum += trade.Id;
                    break;
            }
        }
        if (!result.IsOk) throw new InvalidOperationException($"a generated message cannot be read: {result}");
    }

    private void PlainDepth(int passes)
    {
        for (var pass = 0; pass < passes; pass++)
            foreach (var message in messages.Depth) sum += JsonSerializer.Deserialize(message, GeneratedReaders.Default.Depth)!.Data.LastId;
    }

    private void PlainKlines(int passes)
    {
        for (var pass = 0; pass < passes; pass++)
            foreach (var message in messages.Klines) sum += JsonSerializer.Deserialize(message, GeneratedReaders.Default.Kline)!.Data.Bar.Trades;
    }

    private void PlainTrades(int passes)
    {
        for (var pass = 0; pass < passes; pass++)
            foreach (var message in messages.Trades) sum += JsonSerializer.Deserialize(message, GeneratedReaders.Default.Trade)!.Data.Id;
    }

    /// <summary>Both read the same levels.</summary>
    private void Check()
    {
        foreach (var message in messages.Depth)
        {
            var plain = JsonSerializer.Deserialize(message, GeneratedReaders.Default.Depth)!.Data;
            Take(message);
            if (!plain.Bids.Concat(plain.Asks).Select(l => ((long)(l[0] / 0.01m), (long)(l[1] / 0.00000001m))).SequenceEqual(depth.Ticks.ToArray().Zip(depth.Lots.ToArray())))
                throw new InvalidOperationException("the readers do not agree");
        }
    }
}
