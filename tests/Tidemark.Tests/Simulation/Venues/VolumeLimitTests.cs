using Tidemark.Simulation.Venues;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Tests.Simulation.Venues;

public sealed class VolumeLimitTests
{
    [Fact]
    public void Allows_RandomQuantitiesAroundTheLimit_AgreesWithExactArithmetic()
    {
        var random = new SeededRandom(3, "volume");
        for (var round = 0; round < 5_000; round++)
        {
            var volume = Math.Round(random.NextDouble() * 100, 3);
            var limit = new VolumeLimit(0.1m, volume);
            var left = 0.1m * (decimal)volume;
            for (var order = 0; order < 3; order++)
            {
                var quantity = round % 4 == 0 ? left : Math.Round((decimal)(random.NextDouble() * volume * 0.12), 3);
                Assert.Equal(left, limit.Left);
                Assert.Equal(quantity <= left, limit.Allows(quantity));
                if (quantity > left) continue;
                limit.Take(quantity);
                left -= quantity;
            }
        }
    }

    [Fact]
    public void Allows_WithoutAShare_TakesEverything() => Assert.True(new VolumeLimit(null, 0).Allows(1e20m));

    [Fact]
    public void Allows_ABarWithoutVolume_TakesNothing() => Assert.False(new VolumeLimit(0.5m, 0).Allows(0.00000001m));
}
