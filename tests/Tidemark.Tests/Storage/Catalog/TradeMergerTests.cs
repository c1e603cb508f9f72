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
}
