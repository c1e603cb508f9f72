using Tidemark.Statistics.Randomness;

namespace Tidemark.Cli.Commands.Bench.Replay;

/// <summary>
/// A recording that no market ever made, in the proportions of a recorded Binance future: for each update of some seventy levels ten quotes and three
/// trades, most changes near the best prices, the best prices moving with one quote in five.
/// </summary>
internal static class GeneratedBook
{
    private const int DeepestLevel = 2_000;
    private const int QuotesPerUpdate = 10;
    private const int TradesPerUpdate = 3;
    private const long StepNanoseconds = 3_500_000;
    private const long FeedLatency = 4_000_000;

    /// <param name="events">Changes of levels, quotes and trades, about.</param>
    /// <param name="seed">The same seed gives the same recording.</param>
    public static BookColumns Make(long events, ulong seed)
    {
        var random = new SeededRandom(seed, "book");
        var rows = new Rows();
        var bid = 600_000L;
        rows.Begin(BookMessageKind.Snapshot);
        for (var level = 0; level < DeepestLevel; level++) rows.Add(bid - level, 1 + random.NextInt(2_000));
        rows.Asks();
        for (var level = 0; level < DeepestLevel; level++) rows.Add(bid + 1 + level, 1 + random.NextInt(2_000));
        while (rows.Events < events)
        {
            var before = bid;
            for (var quote = 0; quote < QuotesPerUpdate; quote++)
            {
                if (random.NextInt(5) == 0) bid += random.NextInt(2) == 0 ? 1 : -1;
                rows.Begin(BookMessageKind.Quote);
                rows.Add(bid, 1 + random.NextInt(2_000));
                rows.Asks();
                rows.Add(bid + 1, 1 + random.NextInt(2_000));
                if (quote % (QuotesPerUpdate / TradesPerUpdate) != 0) continue;
                var isBuy = random.NextInt(2) == 0;
                rows.Begin(isBuy ? BookMessageKind.BuyTrade : BookMessageKind.SellTrade);
                rows.Asks();
                rows.Add(isBuy ? bid + 1 : bid, 1 + random.NextInt(300));
            }
            AddUpdate(rows, random, Math.Min(before, bid), Math.Max(before, bid), bid);
        }
        return rows.ToColumns();
    }

    private static void AddUpdate(Rows rows, SeededRandom random, long lowest, long highest, long bid)
    {
        rows.Begin(BookMessageKind.Update);
        for (var ticks = highest; ticks > bid; ticks--) rows.Add(ticks, 0);
        for (var ticks = bid; ticks >= Math.Min(lowest, bid - 2); ticks--) rows.Add(ticks, 1 + random.NextInt(2_000));
        for (var change = 0; change < 30; change++) rows.Add(bid - DistanceOf(random), LotsOf(random));
        rows.Asks();
        for (var ticks = lowest + 1; ticks <= bid; ticks++) rows.Add(ticks, 0);
        for (var ticks = bid + 1; ticks <= Math.Max(highest + 1, bid + 3); ticks++) rows.Add(ticks, 1 + random.NextInt(2_000));
        for (var change = 0; change < 30; change++) rows.Add(bid + 1 + DistanceOf(random), LotsOf(random));
    }

    private static long DistanceOf(SeededRandom random) => 3 + (long)Math.Min(random.NextExponential() * 120, DeepestLevel);

    private static long LotsOf(SeededRandom random) => random.NextInt(3) == 0 ? 0 : 1 + random.NextInt(2_000);

    private sealed class Rows
    {
        private readonly List<long> received = [], happened = [], ids = [], bidStarts = [], askStarts = [], ticks = [], lots = [];
        private readonly List<byte> kinds = [];
        private long time = Instant.FromDate(2024, 1, 1).Nanoseconds;

        public long Events { get; private set; }

        public void Begin(BookMessageKind kind)
        {
            time += StepNanoseconds;
            received.Add(time + FeedLatency);
            happened.Add(time);
            ids.Add(ids.Count + 1);
            kinds.Add((byte)kind);
            bidStarts.Add(ticks.Count);
            if (kind == BookMessageKind.Quote) Events--;
        }

        public void Asks() => askStarts.Add(ticks.Count);

        public void Add(long price, long quantity)
        {
            ticks.Add(price);
            lots.Add(quantity);
            Events++;
        }

        public BookColumns ToColumns()
        {
            bidStarts.Add(ticks.Count);
            var order = Enumerable.Range(0, kinds.Count).Select(index => (long)index).ToArray();
            return new BookColumns(new BookScale(0.1m, 0.001m), received.ToArray(), happened.ToArray(), ids.ToArray(), kinds.ToArray(), bidStarts.ToArray(), askStarts.ToArray(), order, ticks.ToArray(), lots.ToArray());
        }
    }
}
