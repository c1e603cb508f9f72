using Tidemark.Simulation.Backtesting;
using Tidemark.Simulation.Fees;
using Tidemark.Statistics.Randomness;
using Tidemark.Tests.Simulation.Books;

namespace Tidemark.Tests.Strategies.Arbitrage;

/// <summary>Generated books whose prices stray from each other and come back: what must hold whatever happens in them.</summary>
public sealed class RandomBookTests
{
    private const int Updates = 1_500;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Venues_WithoutLatency_FillBothLegsAndGain(ulong seed)
    {
        var result = Venues(seed, "none").Run("cross-exchange-arbitrage", "stock=0", "pause-ms=60");
        Assert.True(result.Fills.Count >= 60, $"{result.Fills.Count} fills");
        // A level that an update leaves as it was still shows what we took from it: now and then a leg meets less than it saw.
        Assert.True(result.Fills.Count(fill => !fill.Tag.EndsWith("-leg", StringComparison.Ordinal)) <= result.Fills.Count / 50);
        Assert.Equal(0m, result.Fills.Sum(SignedQuantity));
        Assert.True(GainOf(result) > 0m);
        Assert.Empty(result.Refusals);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Venues_WithLatency_PutRightWhatFilledAlone(ulong seed)
    {
        var market = Venues(seed, "fixed:70,10");
        var result = market.Run("cross-exchange-arbitrage", "stock=0", "pause-ms=60");
        Assert.Contains(result.Fills, fill => fill.Tag == "unwind");
        Assert.Contains(result.Fills, fill => fill.Tag == "complete");
        Assert.True(Math.Abs(result.Fills.Sum(SignedQuantity)) <= 5m, $"{result.Fills.Sum(SignedQuantity)} coins too many");
        Assert.True(GainOf(result) < GainOf(Venues(seed, "none").Run("cross-exchange-arbitrage", "stock=0", "pause-ms=60")));
        Assert.Equal(BookMarket.TextOf(result), BookMarket.TextOf(Venues(seed, "fixed:70,10").Run("cross-exchange-arbitrage", "stock=0", "pause-ms=60")));
    }

    [Theory]
    [InlineData(4, "sequence", "none")]
    [InlineData(5, "sequence", "fixed:70,10")]
    [InlineData(6, "at-once", "none")]
    [InlineData(7, "at-once", "fixed:70,10")]
    public void Triangle_WhateverFills_EndsAtHome(ulong seed, string legs, string latency)
    {
        var result = Triangle(seed, latency).Run("triangular-arbitrage", $"legs={legs}", "pause-ms=60", "size=1");
        Assert.True(result.Fills.Count >= 90, $"{result.Fills.Count} fills");
        // Fees of the third pair are paid in the inner asset; less than one coin of it, the smallest order, is left over or owed.
        var outer = result.Fills.Where(fill => fill.Instrument.Value != 1).Sum(SignedQuantity);
        var inner = result.Fills.Sum(fill => fill.Instrument.Value switch { 1 => SignedQuantity(fill), 2 => -SignedQuantity(fill) * fill.Price.Value - fill.Fee, _ => 0m });
        Assert.Equal(0m, outer);
        Assert.True(Math.Abs(inner) < 1m, $"{inner} of the inner asset are left");
        if (latency == "none") Assert.True(GainOf(result) > 0m);
        Assert.Empty(result.Refusals);
    }

    private static decimal SignedQuantity(Fill fill) => fill.Side == Side.Buy ? fill.Quantity.Value : -fill.Quantity.Value;

    /// <summary>In the quote currency of the first two pairs.</summary>
    private static decimal GainOf(BacktestResult result) =>
        result.Fills.Where(fill => fill.Instrument.Value < 2).Sum(fill => (fill.Side == Side.Sell ? fill.Notional : -fill.Notional) - fill.Fee);

    private static BookMarket Venues(ulong seed, string latency)
    {
        var random = new SeededRandom(seed, "venues");
        var (fair, distances) = (10_000.0, new double[2]);
        BookScenario[] books = [new(), new()];
        for (var update = 0; update < Updates; update++)
        {
            fair += 2 * random.NextNormal();
            var venue = update % 2;
            distances[venue] = 0.9 * distances[venue] + 12 * random.NextNormal();
            Show(books[venue], 25 * update, fair + distances[venue], 6, 4, random);
        }
        return new BookMarket { Fees = FeePresets.Flat(10m), Latency = latency }
            .With("BTC/USDT@here", books[0]).With("BTC/USDT@there", books[1])
            .Owning("here", 3_000_000m, "USDT").Owning("here", 300m, "BTC").Owning("there", 3_000_000m, "USDT").Owning("there", 300m, "BTC");
    }

    private static BookMarket Triangle(ulong seed, string latency)
    {
        var random = new SeededRandom(seed, "triangle");
        var (outer, inner, distance) = (1_000_000.0, 1_000.0, 0.0);
        BookScenario[] books = [new(), new(), new()];
        for (var update = 0; update < Updates; update++)
        {
            outer *= Math.Exp(0.0003 * random.NextNormal());
            inner *= Math.Exp(0.0003 * random.NextNormal());
            distance = 0.9 * distance + 0.004 * random.NextNormal();
            var book = update % 3;
            if (book == 0) Show(books[0], 25 * update, outer, 300, 6, random);
            else if (book == 1) Show(books[1], 25 * update, inner, 1, 6_000, random);
            else Show(books[2], 25 * update, outer / inner * Math.Exp(distance), 1, 6, random);
        }
        return new BookMarket { Fees = FeePresets.Flat(10m), Latency = latency }
            .With("OUT/USDT@x", books[0]).With("IN/USDT@x", books[1]).With("OUT/IN@x", books[2])
            .Owning("x", 100_000_000m, "USDT").Owning("x", 500m, "OUT").Owning("x", 500_000m, "IN");
    }

    /// <summary>Five levels on each side, all changed.</summary>
    private static void Show(BookScenario book, long time, double middle, int step, int quantity, SeededRandom random)
    {
        (long, long)[] Side(int sign) => [.. Enumerable.Range(1, 5).Select(level => ((long)Math.Round(middle) + sign * level * step, 1 + (long)(2 * quantity * random.NextDouble())))];
        book.Snapshot(time, Side(-1), Side(1));
    }
}
