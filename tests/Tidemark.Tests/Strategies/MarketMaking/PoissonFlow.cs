using Tidemark.Statistics.Randomness;

namespace Tidemark.Tests.Strategies.MarketMaking;

/// <summary>
/// A generated recording: a middle that walks, books around it ten times a second, and takers who come by chance, A a second on each side, and reach
/// further than a distance d with probability exp(-kappa d). Prices near 1000 on ticks of 0.01, a tenth of a basis point.
/// </summary>
/// <param name="Seed">The same seed gives the same walk of the middle; takers have a stream of their own name.</param>
/// <param name="Name">Whose takers.</param>
internal sealed record PoissonFlow(ulong Seed, string Name)
{
    public static readonly Instant Start = Instant.FromDate(2024, 1, 1);

    private const int BooksASecond = 10;
    private const int Levels = 12;

    public int Seconds { get; init; } = 900;

    /// <summary>A, a second and side.</summary>
    public double Rate { get; init; } = 1;

    /// <summary>Kappa, per basis point.</summary>
    public double Decay { get; init; } = 0.5;

    /// <summary>Of the middle, in basis points per root of a second.</summary>
    public double Deviation { get; init; } = 0.4;

    /// <summary>From the middle to the best prices, in ticks.</summary>
    public int HalfSpreadTicks { get; init; } = 5;

    public BookColumns Columns()
    {
        var walk = new SeededRandom(Seed, "walk");
        var takers = new SeededRandom(Seed, Name);
        var (times, kinds) = (new List<long>(), new List<byte>());
        var (bidStarts, askStarts, ticks, lots) = (new List<long> { 0 }, new List<long>(), new List<long>(), new List<long>());
        var middle = 100_000.0;
        for (var step = 0; step < Seconds * BooksASecond; step++)
        {
            var time = Start.Nanoseconds + step * Instant.NanosecondsPerSecond / BooksASecond;
            middle *= 1 + Deviation * 1e-4 * walk.NextNormal() / Math.Sqrt(BooksASecond);
            var centre = (long)Math.Round(middle);
            Begin(time, BookMessageKind.Snapshot);
            for (var level = 0; level < Levels; level++) Row(centre - HalfSpreadTicks - 5 * level, 2_000);
            askStarts.Add(ticks.Count);
            for (var level = 0; level < Levels; level++) Row(centre + HalfSpreadTicks + 5 * level, 2_000);
            bidStarts.Add(ticks.Count);
            foreach (var side in (Side[])[Side.Buy, Side.Sell])
            {
                if (!takers.NextBool(Rate / BooksASecond)) continue;
                var reach = (long)(takers.NextExponential() / Decay * 10);
                Begin(time + Instant.NanosecondsPerMillisecond * (side == Side.Buy ? 30 : 60), side == Side.Buy ? BookMessageKind.BuyTrade : BookMessageKind.SellTrade);
                if (side == Side.Buy) askStarts.Add(ticks.Count);
                Row(side == Side.Buy ? centre + reach : centre - reach, 1 + takers.NextInt(4_000));
                if (side == Side.Sell) askStarts.Add(ticks.Count);
                bidStarts.Add(ticks.Count);
            }
        }
        long[] happened = [.. times];
        long[] numbers = [.. Enumerable.Range(0, happened.Length).Select(index => (long)index)];
        return new BookColumns(new BookScale(0.01m, 0.01m), happened.Select(time => time + Instant.NanosecondsPerMillisecond).ToArray(), happened, numbers.Select(number => number + 1).ToArray(), kinds.ToArray(),
            bidStarts.ToArray(), askStarts.ToArray(), numbers, ticks.ToArray(), lots.ToArray());

        void Begin(long time, BookMessageKind kind)
        {
            times.Add(time);
            kinds.Add((byte)kind);
        }

        void Row(long price, long quantity)
        {
            ticks.Add(price);
            lots.Add(quantity);
        }
    }
}
