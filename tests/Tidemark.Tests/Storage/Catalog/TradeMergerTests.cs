using Tidemark.Statistics.Randomness;
using Tidemark.Storage.Catalog;
using Tidemark.Storage.Catalog.Merging;
using static Tidemark.Tests.Storage.Catalog.SomeBars;

namespace Tidemark.Tests.Storage.Catalog;

public sealed class TradeMergerTests
{
    [Fact]
    public void Add_OfRandomPartsOfOneTape_GivesTheTape()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new SeededRandom((ulong)seed, "tape");
            var tape = new List<Trade>();
            for (var i = 0; i < 60; i++) tape.Add(new Trade(Time(i / 4), 100 + random.NextInt(3), 1, Side.Buy, i + 1));
            var merger = new TradeMerger(Bitcoin, ConflictRepair.Refuse);
            for (var part = 0; part < 10; part++)
            {
                var from = random.NextInt(60);
                merger.Add(TradeColumns.FromTrades(tape.GetRange(from, random.NextInt(60 - from) + 1)));
            }
            merger.Add(TradeColumns.FromTrades([tape[0]]));
            merger.Add(TradeColumns.FromTrades(tape));
            Assert.Equal(tape, merger.Pieces.SelectMany(piece => Enumerable.Range(0, piece.Count).Select(i => piece[i])));
            Assert.Equal(60, merger.Counts.Added);
        }
    }

    [Fact]
    public void Add_OfASegmentThatSharesItsFirstAndLastMoment_CopiesOnlyTheOverlap()
    {
        var tape = Enumerable.Range(0, 10_000).Select(i => new Trade(Time(i / 2), 100, 1, Side.Buy, i + 1)).ToArray();
        var stored = TradeColumns.FromTrades([.. tape[..4_001], .. tape[4_011..]]);
        var merger = new TradeMerger(Bitcoin, ConflictRepair.Refuse);
        merger.Start(stored);
        merger.Add(TradeColumns.FromTrades(tape[4_001..4_011]));
        Assert.Equal(tape, merger.Pieces.SelectMany(piece => Enumerable.Range(0, piece.Count).Select(i => piece[i])));
        var copied = Assert.Single(merger.Pieces, piece => !piece.Times.Span.Overlaps(stored.Times.Span));
        Assert.Equal(12, copied.Count);
        Assert.Equal(10, merger.Counts.Added);
    }
}
