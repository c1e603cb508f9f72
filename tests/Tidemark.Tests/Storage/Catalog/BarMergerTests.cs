using Tidemark.Statistics.Randomness;
using Tidemark.Storage.Catalog;
using Tidemark.Storage.Catalog.Merging;
using static Tidemark.Tests.Storage.Catalog.SomeBars;

namespace Tidemark.Tests.Storage.Catalog;

/// <summary>The merger against the simplest thing that could work: a sorted dictionary.</summary>
public sealed class BarMergerTests
{
    [Theory]
    [InlineData(ConflictRepair.Keep)]
    [InlineData(ConflictRepair.Replace)]
    public void Add_OfRandomParts_AgreesWithADictionary(ConflictRepair repair)
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new SeededRandom((ulong)seed, "merge");
            var merger = new BarMerger(BitcoinMinutes, repair);
            var naive = new SortedDictionary<Instant, Bar>();
            long added = 0, identical = 0, conflicts = 0;
            for (var part = 0; part < 8; part++)
            {
                var bars = RandomPart(random);
                foreach (var bar in All(bars))
                {
                    if (!naive.TryGetValue(bar.OpenTime, out var there)) added++;
                    else if (there == bar) identical++;
                    else conflicts++;
                    if (repair == ConflictRepair.Replace || !naive.ContainsKey(bar.OpenTime)) naive[bar.OpenTime] = bar;
                }
                if (part == 0) merger.Start(bars);
                else merger.Add(bars);
                if (part == 0) (added, identical) = (0, 0);
            }
            Assert.Equal(naive.Values, merger.Pieces.SelectMany(All));
            var counts = merger.Counts;
            Assert.Equal((added, identical, conflicts), (counts.Added, counts.Identical, counts.Kept + counts.Replaced));
        }
    }

    private static BarColumns RandomPart(SeededRandom random)
    {
        var minutes = new SortedSet<int>();
        var start = random.NextInt(60);
        for (var i = 0; i < random.NextInt(12); i++) minutes.Add(start + random.NextInt(20));
        return BarColumns.FromBars(Minute, [.. minutes.Select(minute => Bar(minute, random.NextBool(0.2) ? 0.5 : 0))]);
    }
}
