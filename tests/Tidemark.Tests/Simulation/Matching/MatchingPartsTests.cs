using Tidemark.Simulation.Matching;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Tests.Simulation.Matching;

/// <summary>The structures under the book, each against the plainest one that does the same.</summary>
public sealed class MatchingPartsTests
{
    [Theory]
    [InlineData(64)]
    [InlineData(128)]
    [InlineData(8192)]
    [InlineData(1 << 18)]
    public void SlotBitmap_FindsNeighboursLikeASortedSet(int slots)
    {
        var (bitmap, set, random) = (new SlotBitmap(slots), new SortedSet<int>(), new SeededRandom(1, "slots"));
        for (var i = 0; i < 4000; i++)
        {
            var slot = i % 3 == 0 ? Math.Min(slots - 1, random.NextInt(20)) : random.NextInt(slots);
            if (random.NextBool(0.4) || (i > 3000 && set.Count > 0))
            {
                slot = set.Count > 0 && random.NextBool(0.9) ? set.ElementAt(random.NextInt(set.Count)) : slot;
                bitmap.Clear(slot);
                set.Remove(slot);
            }
            else
            {
                bitmap.Set(slot);
                set.Add(slot);
            }
            var at = random.NextInt(slots + 2) - 1;
            Assert.Equal(set.GetViewBetween(-1, Math.Max(-1, at - 1)).DefaultIfEmpty(-1).Max(), bitmap.Below(Math.Max(0, at)));
            Assert.Equal(set.GetViewBetween(Math.Min(slots, at + 1), slots).DefaultIfEmpty(-1).Min(), bitmap.Above(Math.Min(at, slots - 1)));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(1 << 20)]
    [InlineData(long.MaxValue / 4096)]
    public void OrderIdMap_KeepsWhatADictionaryKeeps(long stride)
    {
        var (map, known, random) = (new OrderIdMap(1), new Dictionary<long, int>(), new SeededRandom(2, "ids"));
        for (var i = 1; i < 20_000; i++)
        {
            var id = (random.NextInt(3000) - 1500) * stride;
            if (known.TryGetValue(id, out var index))
            {
                Assert.Equal(index, map.Find(id));
                if (random.NextBool(0.7)) Assert.Equal(known.Remove(id, out index) ? index : 0, map.Remove(id));
            }
            else
            {
                Assert.Equal(0, map.Find(id));
                Assert.Equal(0, map.Remove(id));
                map.Add(id, i);
                known.Add(id, i);
            }
        }
        Assert.Equal(known.Count, map.Count);
        Assert.All(known, p => Assert.Equal(p.Value, map.Find(p.Key)));
    }

    [Fact]
    public void TickScale_TakesMultiplesAndNothingElse()
    {
        var scale = new TickScale(Instrument(0.01m, 0.00001m), Instant.FromDate(2024, 1, 1));
        Assert.True(scale.TryGetTicks(new Price(65_000.01m), out var ticks));
        Assert.True(scale.TryGetLots(new Quantity(0.00012m), out var lots));
        Assert.Equal((6_500_001, 12), (ticks, lots));
        Assert.Equal((65_000.01m, 0.00012m), (scale.PriceOf(ticks).Value, scale.QuantityOf(lots).Value));
        Assert.False(scale.TryGetTicks(new Price(65_000.015m), out _));
        Assert.False(scale.TryGetLots(new Quantity(0.000001m), out _));
        Assert.False(scale.TryGetLots(new Quantity(decimal.MaxValue), out _));
        Assert.Equal(100_000_000, scale.NotionalOf(10m));
    }

    [Fact]
    public void TickScale_OfAnInstrumentWithoutTick_IsRefused() =>
        Assert.Throws<ArgumentException>(() => new TickScale(Instrument(null, 1m), Instant.FromDate(2024, 1, 1)));

    private static Instrument Instrument(decimal? tick, decimal? step) =>
        new(InstrumentId.Parse("BTC/USDT@binance"), [new TradingRules(Instant.FromDate(2020, 1, 1), tick, step, null, null)]);
}
