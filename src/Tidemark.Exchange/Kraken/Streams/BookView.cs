using Tidemark.Exchange.Kraken.Names;
using Tidemark.Exchange.Kraken.Wire;
using Tidemark.Simulation.Matching;

namespace Tidemark.Exchange.Kraken.Streams;

/// <summary>
/// The best levels of a book as its listeners know them. A change tells what is new or different inside the depth and what is gone from the
/// book; a level that others pushed out of the depth is not told, since every listener cuts its book at the depth.
/// </summary>
internal sealed class BookView(KrakenPair pair, int depth)
{
    private BookLevel[] next = new BookLevel[depth];

    public KrakenPair Pair { get; } = pair;

    public int Depth { get; } = depth;

    public List<BookLevel> Asks { get; } = [];

    public List<BookLevel> Bids { get; } = [];

    /// <summary>Price and quantity of what changed since the last call; quantity 0 where a level is gone.</summary>
    public (List<BookLevel> Asks, List<BookLevel> Bids) Update() => (Update(Side.Sell, Asks), Update(Side.Buy, Bids));

    public uint Checksum() => BookChecksum.Of(Texts(Asks), Texts(Bids));

    private IEnumerable<(string, string)> Texts(List<BookLevel> levels) => levels.Select(level => (Pair.Price(Pair.Market.PriceOf(level.PriceTicks)), Pair.Quantity(Pair.Market.QuantityOf(level.QuantityLots))));

    private List<BookLevel> Update(Side side, List<BookLevel> known)
    {
        var count = Math.Min(Depth, Pair.Market.Engine.CopyLevels(side, next));
        var changes = new List<BookLevel>();
        var (old, fresh) = (0, 0);
        while (old < known.Count || fresh < count)
        {
            var order = old == known.Count ? 1 : fresh == count ? -1 : Compare(side, known[old].PriceTicks, next[fresh].PriceTicks);
            if (order < 0)
            {
                // The book is shorter than the depth, or better levels came: only what left the book itself is told.
                if (fresh < count || count < Depth) changes.Add(known[old] with { QuantityLots = 0 });
                old++;
                continue;
            }
            if (order > 0 || known[old].QuantityLots != next[fresh].QuantityLots) changes.Add(next[fresh]);
            if (order == 0) old++;
            fresh++;
        }
        known.Clear();
        for (var i = 0; i < count; i++) known.Add(next[i]);
        return changes;
    }

    private static int Compare(Side side, long left, long right) => side == Side.Sell ? left.CompareTo(right) : right.CompareTo(left);
}
